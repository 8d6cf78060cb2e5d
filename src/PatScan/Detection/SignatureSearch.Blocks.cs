using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Detection;

/// <summary>
/// The block test: cores are dealt into eight groups, and for each of the three positions two tables of 16 entries say
/// which groups have a core with that low half and that high half of a byte. The conjunction of six look-ups is non-zero
/// where some group may have a core: 32 positions in some fifteen instructions, whatever the number of signatures.
/// </summary>
internal sealed partial class SignatureSearch
{
    private readonly byte[] tables = new byte[6 * 16];

    private void BuildBlocks()
    {
        // Neighbours in byte order share halves of their first bytes, which keeps the groups' tables sparse.
        var group = 0;
        foreach (var entry in entries.OrderBy(entry => System.Text.Encoding.ASCII.GetString(entry.Core), StringComparer.Ordinal))
        {
            var bit = (byte)(1 << (group++ * 8 / entries.Length));
            for (var i = 0; i < CoreLength; i++)
            {
                tables[(i * 32) + (entry.Core[i] & 15)] |= bit;
                tables[(i * 32) + 16 + (entry.Core[i] >> 4)] |= bit;
            }
        }
    }

    /// <summary>The first position at or after <paramref name="from"/> at which a core may stand; -1 when there is none.</summary>
    private int NextCandidate(ReadOnlySpan<byte> bytes, int from)
    {
        var last = bytes.Length - CoreLength;
        var at = from;
        ref var first = ref MemoryMarshal.GetReference(bytes);
        if (Avx2.IsSupported)
        {
            at = NextBlock256(ref first, at, last - 31, out var hits);
            if (hits != 0)
            {
                return at + BitOperations.TrailingZeroCount(hits);
            }
        }

        at = NextBlock128(ref first, at, last - 15, out var bits);
        if (bits != 0)
        {
            return at + BitOperations.TrailingZeroCount(bits);
        }

        for (; at <= last; at++)
        {
            if (MayStart(bytes[at], bytes[at + 1], bytes[at + 2]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The block test for one position, as a person would write it.</summary>
    private bool MayStart(byte a, byte b, byte c) =>
        (tables[a & 15] & tables[16 + (a >> 4)] & tables[32 + (b & 15)] & tables[48 + (b >> 4)] & tables[64 + (c & 15)] & tables[80 + (c >> 4)]) != 0;

    private int NextBlock256(ref byte first, int at, int lastBlock, out uint hits)
    {
        ref var table = ref tables[0];
        var low0 = Twice(ref table, 0);
        var high0 = Twice(ref table, 16);
        var low1 = Twice(ref table, 32);
        var high1 = Twice(ref table, 48);
        var low2 = Twice(ref table, 64);
        var high2 = Twice(ref table, 80);
        var half = Vector256.Create((byte)15);
        for (; at <= lastBlock; at += 32)
        {
            var b0 = Vector256.LoadUnsafe(ref first, (nuint)at);
            var b1 = Vector256.LoadUnsafe(ref first, (nuint)at + 1);
            var b2 = Vector256.LoadUnsafe(ref first, (nuint)at + 2);
            var found = Avx2.Shuffle(low0, b0 & half) & Avx2.Shuffle(high0, (b0.AsUInt16() >>> 4).AsByte() & half)
                & Avx2.Shuffle(low1, b1 & half) & Avx2.Shuffle(high1, (b1.AsUInt16() >>> 4).AsByte() & half)
                & Avx2.Shuffle(low2, b2 & half) & Avx2.Shuffle(high2, (b2.AsUInt16() >>> 4).AsByte() & half);
            if (found != Vector256<byte>.Zero)
            {
                hits = ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
                return at;
            }
        }

        hits = 0;
        return at;
    }

    private int NextBlock128(ref byte first, int at, int lastBlock, out uint hits)
    {
        ref var table = ref tables[0];
        var half = Vector128.Create((byte)15);
        for (; at <= lastBlock; at += 16)
        {
            var found = Vector128<byte>.AllBitsSet;
            for (var i = 0; i < CoreLength; i++)
            {
                var block = Vector128.LoadUnsafe(ref first, (nuint)(at + i));
                found &= Vector128.ShuffleNative(Vector128.LoadUnsafe(ref table, (nuint)(i * 32)), block & half)
                    & Vector128.ShuffleNative(Vector128.LoadUnsafe(ref table, (nuint)((i * 32) + 16)), (block.AsUInt16() >>> 4).AsByte() & half);
            }

            if (found != Vector128<byte>.Zero)
            {
                hits = ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
                return at;
            }
        }

        hits = 0;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Twice(ref byte table, int at)
    {
        var lane = Vector128.LoadUnsafe(ref table, (nuint)at);
        return Vector256.Create(lane, lane);
    }
}
