using System.Numerics;
using System.Runtime.Intrinsics;

namespace PatScan.Checks;

/// <summary>
/// Throws out 63 of 64 candidates for the 52-character checksum before it is computed. Each bit of the checksum is the
/// parity of some bits of the token, since CRC-32 is linear; six parities, each over 52 bytes at once, are an eighth of the
/// work. All six are taken without a branch: a branch on a random bit costs more than the rest.
/// </summary>
internal static class AzureDevOpsLegacyFilter
{
    private const int Bits = 6;

    // The token's bytes 0-31 and 20-51; the twelve that both have are counted in the first.
    private const int SecondAt = AzureDevOpsLegacyCheck.Length - 32;
    private static readonly (Vector256<byte> First, Vector256<byte> Second)[] Masks = MakeMasks();

    /// <summary>
    /// False only if the checksum does not hold. <paramref name="expected"/> is what the table entries of all characters must
    /// add up to.
    /// </summary>
    public static bool Passes(ReadOnlySpan<byte> token, uint expected)
    {
        var first = Values(Vector256.Create(token));
        var second = Values(Vector256.Create(token[SecondAt..]));
        var masks = Masks;
        var parities = 0u;
        for (var bit = 0; bit < masks.Length; bit++)
        {
            var chosen = (first & masks[bit].First) ^ (second & masks[bit].Second);
            var folded = (chosen.GetLower() ^ chosen.GetUpper()).AsUInt64();
            parities |= (uint)(BitOperations.PopCount(folded[0] ^ folded[1]) & 1) << bit;
        }

        return parities == (expected & ((1u << Bits) - 1));
    }

    /// <summary>The values of 32 base32 characters.</summary>
    private static Vector256<byte> Values(Vector256<byte> characters)
    {
        var isLetter = Vector256.GreaterThanOrEqual(characters, Vector256.Create((byte)'a'));
        return characters - Vector256.ConditionalSelect(isLetter, Vector256.Create((byte)'a'), Vector256.Create((byte)('2' - 26)));
    }

    private static (Vector256<byte> First, Vector256<byte> Second)[] MakeMasks()
    {
        // The characters whose value is one bit, from the lowest.
        const string OneBit = "bceiq";
        var masks = new (Vector256<byte> First, Vector256<byte> Second)[Bits];
        Span<byte> token = stackalloc byte[AzureDevOpsLegacyCheck.Length];
        for (var bit = 0; bit < Bits; bit++)
        {
            token.Clear();
            for (var at = 0; at < token.Length; at++)
            {
                for (var value = 0; value < OneBit.Length; value++)
                {
                    token[at] |= (byte)(((AzureDevOpsLegacyCheck.Effect(at, OneBit[value]) >> bit) & 1) << value);
                }
            }

            var first = Vector256.Create<byte>(token[..32]);
            token[..32].Clear();
            masks[bit] = (first, Vector256.Create<byte>(token[SecondAt..]));
        }

        return masks;
    }
}
