using System.Text;
using PatScan.AzureDevOps.Http;
using PatScan.Findings;

namespace PatScan.AzureDevOps.Tokens;

/// <summary>
/// A token that was found where it should not be. It can be sent to verify it and hashed to find its record, and is
/// printed as a mask; nothing outside this assembly can read it.
/// </summary>
public sealed class LeakedToken : IEquatable<LeakedToken>
{
    private readonly string value;

    /// <summary>A token that the engine found, read again from where it stands.</summary>
    /// <exception cref="UserError">It holds characters that no token has.</exception>
    public LeakedToken(Secret secret)
        : this(Encoding.Latin1.GetString(secret.Reveal()))
    {
    }

    /// <summary>A token from standard input.</summary>
    /// <exception cref="UserError">It holds characters that no token has.</exception>
    public LeakedToken(string value)
    {
        if (value.Length is < 20 or > 2048 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '/' or '='))
        {
            throw Messages.NotAToken(value.Length);
        }

        this.value = value;
        Fingerprint = CorrelatingIds.V1(value);
        CorrelatingIdentifiers = CorrelatingIds.All(value);
        Issued = IssueMonth.From(value);
    }

    /// <summary>The C3ID (V1): the same secret has the same one everywhere, and it does not reveal the secret.</summary>
    public string Fingerprint { get; }

    /// <summary>The month of issue, or null when the token does not say.</summary>
    public IssueMonth? Issued { get; }

    /// <summary>The first and last four characters.</summary>
    public string Mask => $"{value[..4]}…{value[^4..]}";

    /// <summary>Organisations that evidence named, strongest first: only these are tried.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    /// <summary>Every hash that the token can have in an administrator's list.</summary>
    internal IReadOnlyList<string> CorrelatingIdentifiers { get; }

    internal Credential AsCredential() => Credential.Pat(value);

    /// <inheritdoc/>
    public bool Equals(LeakedToken? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LeakedToken);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Mask;
}
