using System.Security.Cryptography;
using System.Text;
using PatScan.Findings;

namespace PatScan.AzureDevOps.Tokens;

/// <summary>
/// The three hashes that carry the name "C3ID" (cross-company correlating id). The token list of an administrator has one
/// of them in each row; which, Microsoft does not say, so all are computed and any match counts.
/// Sources: microsoft/security-utilities (V1, V2), microsoft/cask (V3).
/// </summary>
internal static class CorrelatingIds
{
    /// <summary>Every id that <paramref name="secret"/> can have in a list.</summary>
    public static IReadOnlyList<string> All(string secret)
    {
        // 52-character tokens are base32 and a person may have written them in capitals; the service knows the lower case.
        string[] spellings = secret.Length == 52 && secret.Any(char.IsAsciiLetterUpper) ? [secret, Lower(secret)] : [secret];
        return [.. spellings.SelectMany(s => (string[])[V1(s), V2(s), V3(s)])];
    }

    /// <summary>20 characters; also the fingerprint of a secret in SARIF.</summary>
    public static string V1(string secret) => C3Id.Of(Encoding.UTF8.GetBytes(secret));

    /// <summary>"C3ID" and 16 characters.</summary>
    public static string V2(string secret) => "C3ID" + Salted("C3ID", SHA256.HashData(Encoding.UTF8.GetBytes(secret)), 12);

    /// <summary>"C3ID" and 20 characters.</summary>
    public static string V3(string secret) => "C3ID" + Salted("CaskComputedCorrelatingId", Encoding.UTF8.GetBytes(secret), 15);

    private static string Salted(string salt, byte[] bytes, int length) =>
        Convert.ToBase64String(SHA256.HashData([.. Encoding.UTF8.GetBytes(salt), .. bytes]).AsSpan(0, length));

    private static string Lower(string secret) => string.Create(secret.Length, secret, static (to, from) => Ascii.ToLower(from, to, out _));
}
