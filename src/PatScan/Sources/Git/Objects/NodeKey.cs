using System.Numerics;

namespace PatScan.Sources.Git;

/// <summary>
/// An object's offset in its pack, its position in the index and whether an earlier pack has it too, in one number that sorts
/// by offset.
/// </summary>
internal readonly struct NodeKey(int count)
{
    private readonly int positionBits = BitOperations.Log2((uint)Math.Max(1, count)) + 1;

    /// <summary>Bits below the offset.</summary>
    public int OffsetShift => positionBits + 1;

    /// <summary>Whether offsets below <paramref name="end"/> fit: a million objects in 4 TB do, a billion in 4 GB.</summary>
    public bool Fits(long end) => end >> (63 - positionBits) == 0;

    public ulong Make(long offset, int position, bool met) =>
        ((ulong)offset << OffsetShift) | ((met ? 1UL : 0) << positionBits) | (uint)position;

    public long Offset(ulong key) => (long)(key >> OffsetShift);

    public int Position(ulong key) => (int)(key & ((1UL << positionBits) - 1));

    public bool IsMet(ulong key) => ((key >> positionBits) & 1) != 0;
}
