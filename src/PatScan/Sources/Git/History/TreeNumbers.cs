using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PatScan.Sources.Git;

/// <summary>Numbers for trees and for names, given at first sight. Safe from any thread.</summary>
internal sealed class TreeNumbers
{
    private const int Shards = 64;

    private readonly Dictionary<UInt128, int>[] trees = [.. Enumerable.Range(0, Shards).Select(_ => new Dictionary<UInt128, int>())];
    private readonly Dictionary<string, int> nameNumbers = [];
    private readonly List<string> names = [];
    private int count;

    /// <summary>How many trees have a number, whether they were met or only named by another.</summary>
    public int Count => count;

    /// <summary>The number of a tree. Sixteen bytes of an id tell trees apart: no two with the same are to be had, not even on purpose.</summary>
    public int Of(ReadOnlySpan<byte> id)
    {
        var shard = trees[id[^1] % Shards];
        lock (shard)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(shard, BinaryPrimitives.ReadUInt128LittleEndian(id), out var known);
            if (!known)
            {
                number = Interlocked.Increment(ref count) - 1;
            }

            return number;
        }
    }

    public int OfName(ReadOnlySpan<byte> name)
    {
        var text = GitText.Decode(name);
        lock (names)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(nameNumbers, text, out var known);
            if (!known)
            {
                number = names.Count;
                names.Add(text);
            }

            return number;
        }
    }

    public string Name(int number)
    {
        lock (names)
        {
            return names[number];
        }
    }
}
