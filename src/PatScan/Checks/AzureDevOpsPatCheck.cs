using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;

namespace PatScan.Checks;

/// <summary>
/// The checksum of the 84-character Azure DevOps token (Microsoft's "common annotated security key"): characters 80–83
/// are made of the Marvin32 hash of the 60 bytes that characters 0–79 decode to as base64, under the seed "Default0".
/// Two ways of writing the hash exist, depending on when the token was issued, and both must be accepted:
/// until early 2025 the first 4 characters of its base64, since then the first 4 of its base62.
/// Source: microsoft/security-utilities, IdentifiableSecrets.cs.
/// </summary>
internal sealed class AzureDevOpsPatCheck : ICheck
{
    public const int Length = 84;
    private const int Signed = 80;
    private const int KindAt = 57;
    private const int YearAt = 58;
    private const string Base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const ulong Seed = 0x44656661756C7430; // "Default0"

    int ICheck.Length => Length;

    /// <summary>
    /// Kind '9' is the key itself; 'D' (derived) and 'H' (a hash of it) are members of the family that are no PAT, so a
    /// checksum cannot prove them to be one.
    /// </summary>
    public bool Holds(ReadOnlySpan<byte> candidate)
    {
        Span<byte> raw = stackalloc byte[4];
        Span<byte> base62 = stackalloc byte[4];
        if (candidate.Length != Length || candidate[KindAt] != '9' || !TryChecksums(candidate[..Signed], raw, base62))
        {
            return false;
        }

        var stored = candidate[Signed..];
        return stored.SequenceEqual(base62) || stored.SequenceEqual(raw);
    }

    /// <summary>Fourteen fixed characters at their places are plausible enough.</summary>
    public bool IsPlausible(ReadOnlySpan<byte> candidate) => true;

    public void Complete(Span<byte> candidate)
    {
        Span<byte> raw = stackalloc byte[4];
        TryChecksums(candidate[..Signed], raw, candidate[Signed..]);
    }

    /// <summary>Character 58 is the year as a base64 digit, A = 2024; character 59 the month, A = January.</summary>
    public string? Issued(ReadOnlySpan<byte> candidate)
    {
        if (candidate.Length != Length)
        {
            return null;
        }

        var year = 2024 + Base64Alphabet.IndexOf((char)candidate[YearAt]);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{candidate[YearAt + 1] - 'A' + 1:00}");
    }

    /// <summary>Both ways of writing the checksum of characters 0–79; false when those are not base64.</summary>
    internal static bool TryChecksums(ReadOnlySpan<byte> signed, Span<byte> raw, Span<byte> base62)
    {
        Span<byte> bytes = stackalloc byte[Signed / 4 * 3];
        if (Base64.DecodeFromUtf8(signed, bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
        {
            return false;
        }

        var hash = Marvin32.Compute(bytes, Seed);
        Span<byte> little = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(little, hash);
        Span<byte> encoded = stackalloc byte[8];
        Base64.EncodeToUtf8(little, encoded, out _, out _);
        encoded[..4].CopyTo(raw);
        Base62(little, base62);
        return true;
    }

    /// <summary>
    /// The first 4 of the 6 base62 digits of 4 bytes taken as a big-endian number: one '0' for each leading zero byte (at
    /// most 3), then the digits of the number, then '0' up to 6.
    /// </summary>
    private static void Base62(ReadOnlySpan<byte> bytes, Span<byte> first4)
    {
        ReadOnlySpan<byte> alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;
        Span<byte> digits = stackalloc byte[12];
        digits.Fill((byte)'0');
        var at = 0;
        while (at < 3 && bytes[at] == 0)
        {
            at++;
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var count = 1;
        for (var rest = number / 62; rest > 0; rest /= 62)
        {
            count++;
        }

        for (var i = at + count - 1; i >= at; i--, number /= 62)
        {
            digits[i] = alphabet[(int)(number % 62)];
        }

        digits[..4].CopyTo(first4);
    }
}
