using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatScan.Checks;

/// <summary>
/// The checksum of the 52-character Azure DevOps tokens: 52 base32 characters are 32 bytes, 28 random and 4 scattered ones
/// (2, 7, 8, 22) that hold CRC-32 of the random ones, exclusive-or a seed that tells the kind of token.
/// Source: microsoft/security-utilities, SEC101_102_AdoPat.cs and IdentifiableMetadata.cs.
///
/// CRC-32 is linear, so "stored checksum xor computed checksum" is an exclusive or of one table entry for each character.
/// That is an eighth of the work of decoding and hashing, and lets a scanner slide the check along base32 text.
/// </summary>
internal sealed class AzureDevOpsLegacyCheck(uint seed) : ICheck
{
    public const int Length = 52;

    /// <summary>The seed of personal access tokens.</summary>
    public const uint UserSeed = 0xE0B9692D;

    /// <summary>The seed of application secrets of Azure DevOps OAuth.</summary>
    public const uint ApplicationSeed = 0x1019F92E;

    // Where each of the 4 checksum bytes lies, most significant first.
    private static readonly int[] Stored = [2, 7, 8, 22];

    // A row for each character, indexed by its distance from '2', the least of the alphabet; 'z' is 72 away.
    private const int Row = 128;
    private static readonly uint[] Table = MakeTable();
    /// <summary>The residue of 52 times 'a', to which each character adds its table entry.</summary>
    internal static readonly uint Offset = Slow(new byte[32]);

    int ICheck.Length => Length;

    public bool Holds(ReadOnlySpan<byte> candidate) =>
        candidate.Length == Length && EndsRight(candidate[^1]) && AzureDevOpsLegacyFilter.Passes(candidate, seed ^ Offset) && Residue(candidate) == seed;

    /// <summary>
    /// Random tokens have 9.75 digits and 26 different characters on average; fewer than 2 and 16 happens once in 20,000.
    /// Words, counted alphabets and repeated patterns fall below.
    /// </summary>
    public bool IsPlausible(ReadOnlySpan<byte> candidate)
    {
        var seen = 0u;
        var digits = 0;
        foreach (var b in candidate)
        {
            seen |= 1u << Base32.Value(b);
            digits += b < 'a' ? 1 : 0;
        }

        return EndsRight(candidate[^1]) && digits >= 2 && BitOperations.PopCount(seen) >= 16;
    }

    public void Complete(Span<byte> candidate)
    {
        Span<byte> bytes = stackalloc byte[32];
        Base32.Decode(candidate, bytes);
        var crc = Crc32.Compute(Body(bytes, stackalloc byte[28])) ^ seed;
        for (var i = 0; i < 4; i++)
        {
            bytes[Stored[i]] = (byte)(crc >> (24 - (8 * i)));
        }

        Base32.Encode(bytes, candidate);
    }

    /// <summary>52 characters hold 260 bits and a token has 256, so the last one is 'a' or 'q': its low 4 bits are zero.</summary>
    public static bool EndsRight(byte last) => last is (byte)'a' or (byte)'q';

    /// <summary>Stored checksum xor CRC-32 of the rest: the seed of a real token. Every character must be base32.</summary>
    public static uint Residue(ReadOnlySpan<byte> token)
    {
        ref var row = ref MemoryMarshal.GetArrayDataReference(Table);
        var sum = Offset;
        for (var i = 0; i < Length; i++)
        {
            sum ^= Unsafe.Add(ref row, (i * Row) + ((token[i] - '2') & (Row - 1)));
        }

        return sum;
    }

    /// <summary>What one character adds to the residue.</summary>
    internal static uint Effect(int at, char character) => Table[(at * Row) + character - '2'];

    private static uint Slow(ReadOnlySpan<byte> bytes)
    {
        var stored = 0u;
        foreach (var at in Stored)
        {
            stored = (stored << 8) | bytes[at];
        }

        return stored ^ Crc32.Compute(Body(bytes, stackalloc byte[28]));
    }

    private static Span<byte> Body(ReadOnlySpan<byte> bytes, Span<byte> body)
    {
        bytes[..2].CopyTo(body);
        bytes[3..7].CopyTo(body[2..]);
        bytes[9..22].CopyTo(body[6..]);
        bytes[23..].CopyTo(body[19..]);
        return body;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[Length * Row];
        Span<byte> bytes = stackalloc byte[32];
        var zero = Slow(bytes);
        for (var bit = 0; bit < 256; bit++)
        {
            bytes.Clear();
            bytes[bit >> 3] = (byte)(0x80 >> (bit & 7));
            var effect = Slow(bytes) ^ zero;
            var mask = 16 >> (bit % 5);
            for (var c = '2'; c <= 'z'; c++)
            {
                table[(bit / 5 * Row) + c - '2'] ^= (Base32.Value((byte)c) & mask) != 0 ? effect : 0;
            }
        }

        return table;
    }
}
