using System.Numerics;
using System.Runtime.InteropServices;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

/// <summary>
/// Memory for objects that are being rebuilt, by powers of two, last returned first lent: what was used a moment ago is still
/// in the cache of the processor. Native, so that the addresses stay and the collector has nothing to look at. One for each
/// walker.
/// </summary>
internal sealed unsafe class BufferPool
{
    private const int Smallest = 12, LargestKept = 22, KeptEach = 4;

    private readonly byte*[] kept = new byte*[(LargestKept + 1) * KeptEach];
    private readonly int[] counts = new int[LargestKept + 1];

    /// <summary>Lends memory for <paramref name="length"/> bytes and the slack that inflating likes; empty when there is none.</summary>
    public NativeBuffer Rent(long length)
    {
        var size = Math.Max(Smallest, 64 - BitOperations.LeadingZeroCount((ulong)(length + Inflater.Slack)));
        if (size <= LargestKept && counts[size] > 0)
        {
            return new NativeBuffer { Start = kept[size * KeptEach + --counts[size]], Length = length, Class = size };
        }

        // Large ones are as large as asked for: half of a power of two would be wasted, and nobody reuses them.
        var bytes = size <= LargestKept ? 1L << size : length + Inflater.Slack;
        try
        {
            return new NativeBuffer { Start = (byte*)NativeMemory.Alloc((nuint)bytes), Length = length, Class = size };
        }
        catch (OutOfMemoryException)
        {
            return default;
        }
    }

    /// <summary>Takes memory back and forgets the caller's.</summary>
    public void Return(ref NativeBuffer buffer)
    {
        var size = buffer.Class;
        if (size <= LargestKept && counts[size] < KeptEach && !buffer.IsEmpty)
        {
            kept[size * KeptEach + counts[size]++] = buffer.Start;
        }
        else
        {
            NativeMemory.Free(buffer.Start);
        }

        buffer = default;
    }

    // A walk lives as long as its scan; nobody is there to dispose of it.
    ~BufferPool()
    {
        for (var size = 0; size <= LargestKept; size++)
        {
            while (counts[size] > 0)
            {
                NativeMemory.Free(kept[size * KeptEach + --counts[size]]);
            }
        }
    }
}
