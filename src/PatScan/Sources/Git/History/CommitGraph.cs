using System.Runtime.InteropServices;

namespace PatScan.Sources.Git;

/// <summary>
/// The shape of a history: commits by small numbers, in an order in which parents come before their children. Read from the
/// commits themselves: git's commit-graph file is a cache that a hostile repository could fill with lies.
/// </summary>
/// <remarks>
/// Among the commits whose parents have all been listed, the one with the oldest committer date comes next, then the one with
/// the smallest id: one history has one order, whatever its refs are called.
/// </remarks>
internal sealed class CommitGraph
{
    private readonly ObjectId[] ids;
    private readonly ObjectId[] trees;
    private readonly int[] parentStart;
    private readonly int[] parents;
    private readonly Dictionary<ObjectId, int> numbers;
    private readonly HashSet<int> cut;

    private CommitGraph(
        ObjectId[] ids, ObjectId[] trees, int[] parentStart, int[] parents, Dictionary<ObjectId, int> numbers, HashSet<int> cut,
        IReadOnlyCollection<ObjectId> missing)
    {
        this.cut = cut;
        this.ids = ids;
        this.trees = trees;
        this.parentStart = parentStart;
        this.parents = parents;
        this.numbers = numbers;
        Missing = missing;
    }

    public int Count => ids.Length;

    /// <summary>Commits that are named as a tip or a parent and cannot be read: beyond a shallow boundary, damaged, or no commits.</summary>
    public IReadOnlyCollection<ObjectId> Missing { get; }

    /// <summary>Reads every commit that can be reached from the tips. Tips that are no commits are passed over.</summary>
    public static CommitGraph Load(ObjectStore store, IEnumerable<ObjectId> tips, CancellationToken cancellation)
    {
        var builder = new CommitGraphBuilder(store.HashLength);
        builder.Follow(store, tips, cancellation);
        return builder.Build();
    }

    /// <summary>The number of a commit, or -1.</summary>
    public int NumberOf(ObjectId id) => numbers.TryGetValue(id, out var number) ? number : -1;

    public ObjectId Id(int commit) => ids[commit];

    public ObjectId Tree(int commit) => trees[commit];

    /// <summary>All have smaller numbers. Parents that are missing are left out.</summary>
    public ReadOnlySpan<int> Parents(int commit) => parents.AsSpan(parentStart[commit]..parentStart[commit + 1]);

    /// <summary>Whether the commit has parents that are missing: history is cut off before it.</summary>
    public bool IsCut(int commit) => cut.Contains(commit);

    /// <summary>Puts commits in order. The parents of commit i are numbers of the given order, from parentStart[i] on.</summary>
    internal static CommitGraph Order(
        List<ObjectId> ids, List<ObjectId> trees, List<long> times, List<int> parentStart, List<int> parents, List<int> cut,
        IReadOnlyCollection<ObjectId> missing)
    {
        var count = ids.Count;
        var (childStart, children) = Reverse(count, parentStart, parents);
        var waiting = new int[count];
        var ready = new PriorityQueue<int, (long, ObjectId)>();
        for (var i = 0; i < count; i++)
        {
            waiting[i] = parentStart[i + 1] - parentStart[i];
            if (waiting[i] == 0)
            {
                ready.Enqueue(i, (times[i], ids[i]));
            }
        }

        var rank = new int[count];
        var order = new List<int>(count);
        while (ready.TryDequeue(out var next, out _))
        {
            rank[next] = order.Count;
            order.Add(next);
            foreach (var child in children.AsSpan(childStart[next]..childStart[next + 1]))
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, (times[child], ids[child]));
                }
            }
        }

        // An id is a hash of the parents' ids, so there is no circle unless SHA-1 is broken; then its commits are left out.
        var numbers = new Dictionary<ObjectId, int>(order.Count);
        var orderedStart = new int[order.Count + 1];
        var orderedParents = new List<int>(parents.Count);
        for (var i = 0; i < order.Count; i++)
        {
            numbers.Add(ids[order[i]], i);
            foreach (var parent in CollectionsMarshal.AsSpan(parents)[parentStart[order[i]]..parentStart[order[i] + 1]])
            {
                orderedParents.Add(rank[parent]);
            }

            orderedStart[i + 1] = orderedParents.Count;
        }

        return new CommitGraph(
            [.. order.Select(i => ids[i])], [.. order.Select(i => trees[i])], orderedStart, [.. orderedParents], numbers,
            [.. cut.Select(i => rank[i])], missing);
    }

    private static (int[] Start, int[] Children) Reverse(int count, List<int> parentStart, List<int> parents)
    {
        var start = new int[count + 1];
        foreach (var parent in parents)
        {
            start[parent + 1]++;
        }

        for (var i = 0; i < count; i++)
        {
            start[i + 1] += start[i];
        }

        var next = start.AsSpan(0, count).ToArray();
        var children = new int[parents.Count];
        for (var i = 0; i < count; i++)
        {
            for (var p = parentStart[i]; p < parentStart[i + 1]; p++)
            {
                children[next[parents[p]]++] = i;
            }
        }

        return (start, children);
    }
}
