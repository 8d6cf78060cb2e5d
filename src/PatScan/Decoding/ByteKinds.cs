using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Decoding;

/// <summary>
/// Tells, for 16 or 32 bytes at once, to which of several sets of bytes each belongs. A set is cut into rectangles, each a
/// choice of high halves with one choice of low halves; a rectangle is one of the eight bits that two table look-ups give
/// for a byte, so a handful of sets share two tables.
/// </summary>
internal sealed class ByteKinds
{
    private readonly Vector128<byte> low;
    private readonly Vector128<byte> high;
    private readonly byte[] masks;

    /// <summary>At most eight rectangles in all; the sets that users of this class need are checked by its construction.</summary>
    public ByteKinds(params ReadOnlySpan<Predicate<byte>> sets)
    {
        Span<byte> lows = stackalloc byte[16];
        Span<byte> highs = stackalloc byte[16];
        masks = new byte[sets.Length];
        var bit = 0;
        for (var i = 0; i < sets.Length; i++)
        {
            var rows = new Dictionary<int, int>();
            for (var row = 0; row < 16; row++)
            {
                var columns = Columns(sets[i], row);
                if (columns == 0)
                {
                    continue;
                }

                if (!rows.TryGetValue(columns, out var own))
                {
                    own = checked((byte)(1 << bit++));
                    rows.Add(columns, own);
                    masks[i] |= (byte)own;
                    for (var column = 0; column < 16; column++)
                    {
                        lows[column] |= (byte)((columns >> column & 1) != 0 ? own : 0);
                    }
                }

                highs[row] |= (byte)own;
            }
        }

        low = Vector128.Create<byte>(lows);
        high = Vector128.Create<byte>(highs);
    }

    /// <summary>The bits that stand for a set in what <see cref="Of(Vector128{byte})"/> gives.</summary>
    public byte Mask(int set) => masks[set];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Of(Vector128<byte> bytes) =>
        Vector128.Shuffle(low, bytes & Vector128.Create((byte)15)) & Vector128.Shuffle(high, bytes >>> 4);

    /// <summary>For 32 bytes at once; only where <see cref="Avx2"/> is supported. To be kept in a local variable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Wide Twice() => new(Vector256.Create(low, low), Vector256.Create(high, high));

    private static int Columns(Predicate<byte> set, int row)
    {
        var columns = 0;
        for (var column = 0; column < 16; column++)
        {
            columns |= set((byte)((row << 4) | column)) ? 1 << column : 0;
        }

        return columns;
    }

    internal readonly struct Wide(Vector256<byte> low, Vector256<byte> high)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> Of(Vector256<byte> bytes)
        {
            var half = Vector256.Create((byte)15);
            return Avx2.Shuffle(low, bytes & half) & Avx2.Shuffle(high, (bytes.AsUInt16() >>> 4).AsByte() & half);
        }
    }
}
