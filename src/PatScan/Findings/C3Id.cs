using System.Security.Cryptography;
using System.Text;

namespace PatScan.Findings;

/// <summary>
/// The cross-company correlating id of a secret, version 1: base64 of the first 15 bytes of
/// SHA-256("CrossMicrosoftCorrelatingId:" + upper-case hexadecimal of SHA-256(secret)). Microsoft's own tools give the same
/// secret the same 20 characters, and they do not reveal it.
/// Source: microsoft/security-utilities.
/// </summary>
public static class C3Id
{
    /// <summary>The 20-character id of <paramref name="secret"/>.</summary>
    public static string Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        SHA256.HashData(Encoding.ASCII.GetBytes("CrossMicrosoftCorrelatingId:" + Convert.ToHexString(hash)), hash);
        return Convert.ToBase64String(hash[..15]);
    }
}
