using System.Text;

namespace PatScan.Findings;

/// <summary>
/// A secret that was found. Prints as a mask everywhere; only <see cref="Reveal"/> gives it away, and only
/// <c>--show-secrets</c> and the one verification request call that.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private const int Shown = 4;
    private readonly byte[] bytes;

    public Secret(ReadOnlySpan<byte> bytes)
    {
        this.bytes = bytes.ToArray();
        Fingerprint = C3Id.Of(bytes);
    }

    /// <summary>The <see cref="C3Id"/>: identifies the secret without revealing it.</summary>
    public string Fingerprint { get; }

    /// <summary>Its length in bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>
    /// First and last 4 characters: enough to recognise a token in a list. Of a secret so short that this would matter, less.
    /// </summary>
    public string Mask => bytes.Length >= 32 ? $"{Text(bytes.AsSpan(0, Shown))}…{Text(bytes.AsSpan(bytes.Length - Shown))}" : "…";

    /// <summary>The secret itself.</summary>
    public ReadOnlySpan<byte> Reveal() => bytes;

    /// <inheritdoc/>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Fingerprint, StringComparison.Ordinal);

    private static string Text(ReadOnlySpan<byte> part) => Encoding.Latin1.GetString(part);
}
