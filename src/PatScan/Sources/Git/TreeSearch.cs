using System.Buffers.Binary;
using System.Collections.Concurrent;
using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Finds wanted objects in trees. Every tree is read once, however many commits hold it: what a tree holds is remembered, as
/// a number of <see cref="PathSets"/>, for cold trees as for hot ones.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class TreeSearch
{
    /// <summary>Against trees nested until the stack ends; git's own limit (core.maxTreeDepth).</summary>
    private const int MaxDepth = 2048;

    private const int Shards = 64;

    private readonly ObjectStore store;
    private readonly Dictionary<ObjectId, int> targets;
    private readonly ulong[] firstBytes = new ulong[65536 / 64]; // nearly every entry is told apart by its first two bytes
    private readonly Dictionary<UInt128, int>[] known;
    private readonly ConcurrentDictionary<ObjectId, NotScanned> gaps = [];

    /// <param name="targets">The wanted objects, numbered.</param>
    public TreeSearch(ObjectStore store, Dictionary<ObjectId, int> targets)
    {
        this.store = store;
        this.targets = targets;
        known = [.. Enumerable.Range(0, Shards).Select(_ => new Dictionary<UInt128, int>())];
        foreach (var id in targets.Keys)
        {
            var prefix = BinaryPrimitives.ReadUInt16LittleEndian(id.Bytes);
            firstBytes[prefix >> 6] |= 1UL << (prefix & 63);
        }
    }

    public PathSets Sets { get; } = new();

    /// <summary>Trees that could not be read, wholly or in part: what they hold is not known.</summary>
    public IEnumerable<NotScanned> Gaps => gaps.OrderBy(g => g.Key).Select(g => g.Value);

    /// <summary>What a tree holds.</summary>
    public int SetOf(in ObjectId tree) => SetOf(tree.Bytes, 0);

    private int SetOf(ReadOnlySpan<byte> tree, int depth)
    {
        // Half of a SHA-1 and more: two trees with the same start are not to be had, not even on purpose.
        var key = BinaryPrimitives.ReadUInt128LittleEndian(tree);
        var shard = known[tree[^1] % Shards];
        lock (shard)
        {
            if (shard.TryGetValue(key, out var remembered))
            {
                return remembered;
            }
        }

        var set = Read(new ObjectId(tree), depth);
        lock (shard)
        {
            shard[key] = set;
        }

        return set;
    }

    private int Read(ObjectId tree, int depth)
    {
        var set = 0;
        try
        {
            if (depth == MaxDepth || !store.TryRead(tree, out var kind, out var content) || kind != ObjectKind.Tree)
            {
                gaps[tree] = new NotScanned($"tree {tree}", CoverageSkips.Missing);
                return 0;
            }

            var reader = new TreeReader(content, store.HashLength);
            while (reader.Next())
            {
                var entry = reader.Current;
                if (entry.Kind == EntryKind.Folder)
                {
                    if (SetOf(entry.Id, depth + 1) is not 0 and var inner)
                    {
                        set = Sets.Union(set, Sets.Under(GitText.Decode(entry.Name), inner));
                    }
                }
                else if (IsPossible(entry.Id) && targets.TryGetValue(new ObjectId(entry.Id), out var target))
                {
                    set = Sets.Union(set, Sets.Of(target, GitText.Decode(entry.Name)));
                }
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            gaps[tree] = new NotScanned($"tree {tree}", CoverageSkips.Damaged, e.Message);
        }

        return set;
    }

    private bool IsPossible(ReadOnlySpan<byte> id)
    {
        var prefix = BinaryPrimitives.ReadUInt16LittleEndian(id);
        return (firstBytes[prefix >> 6] & (1UL << (prefix & 63))) != 0;
    }
}
