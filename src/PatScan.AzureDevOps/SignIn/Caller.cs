using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Whoever runs PatScan, signed in. Holds the way to credentials, never shows one.</summary>
public sealed class Caller
{
    internal Caller(ICredentialSource source, string? tokenFingerprint = null)
    {
        Source = source;
        TokenFingerprint = tokenFingerprint;
    }

    /// <summary>How the sign-in was done, for people.</summary>
    public string How => Source.How;

    /// <summary>Who it turned out to be; null until the first call to an organisation.</summary>
    public TokenOwner? Identity { get; internal set; }

    /// <summary>The fingerprint of the personal access token that was used, or null for Entra sign-ins.</summary>
    internal string? TokenFingerprint { get; }

    internal ICredentialSource Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Identity is { } who ? $"{who}, by {How}" : How;
}
