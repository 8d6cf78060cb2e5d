namespace PatScan.Sources.Git;

/// <summary>Gathers commits for a <see cref="CommitGraph"/>, in any order, from a store or from whoever reads them anyway.</summary>
/// <param name="hashLength">Bytes of an object id.</param>
internal sealed class CommitGraphBuilder(int hashLength)
{
    private readonly Dictionary<ObjectId, int> numbers = [];
    private readonly List<ObjectId> ids = [];
    private readonly List<ObjectId> trees = [];
    private readonly List<long> times = [];
    private readonly List<int> parentStart = [0];
    private readonly List<ObjectId> parents = [];
    private readonly HashSet<ObjectId> missing = [];
    private readonly List<ObjectId> links = [];

    /// <summary>Takes a commit; false if it is malformed. Not from several threads at once.</summary>
    public bool Add(in ObjectId id, ReadOnlySpan<byte> content)
    {
        try
        {
            CommitObject.ReadLinks(content, hashLength, out var tree, links, out var time);
            if (numbers.TryAdd(id, ids.Count))
            {
                ids.Add(id);
                trees.Add(tree);
                times.Add(time);
                parents.AddRange(links);
                parentStart.Add(parents.Count);
            }

            return true;
        }
        catch (GitFormatException)
        {
            return false;
        }
    }

    /// <summary>Takes all commits of another one.</summary>
    public void Add(CommitGraphBuilder other)
    {
        for (var i = 0; i < other.ids.Count; i++)
        {
            if (numbers.TryAdd(other.ids[i], ids.Count))
            {
                ids.Add(other.ids[i]);
                trees.Add(other.trees[i]);
                times.Add(other.times[i]);
                parents.AddRange(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(other.parents)[other.parentStart[i]..other.parentStart[i + 1]]);
                parentStart.Add(parents.Count);
            }
        }
    }

    /// <summary>Reads all commits that the tips lead to and that are not here yet.</summary>
    public void Follow(ObjectStore store, IEnumerable<ObjectId> tips, CancellationToken cancellation)
    {
        var open = new Stack<ObjectId>(tips);
        while (open.TryPop(out var id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (numbers.ContainsKey(id) || missing.Contains(id))
            {
                continue;
            }

            if (!TryAdd(store, id))
            {
                missing.Add(id);
                continue;
            }

            foreach (var parent in links)
            {
                open.Push(parent);
            }
        }
    }

    public CommitGraph Build()
    {
        List<int> known = new(parents.Count), start = new(parentStart.Count) { 0 }, cut = [];
        for (var i = 0; i < ids.Count; i++)
        {
            for (var p = parentStart[i]; p < parentStart[i + 1]; p++)
            {
                if (numbers.TryGetValue(parents[p], out var number))
                {
                    known.Add(number);
                }
                else
                {
                    missing.Add(parents[p]);
                    cut.Add(i);
                }
            }

            start.Add(known.Count);
        }

        return CommitGraph.Order(ids, trees, times, start, known, cut, missing);
    }

    private bool TryAdd(ObjectStore store, ObjectId id)
    {
        try
        {
            return store.TryRead(id, out var kind, out var content) && kind == ObjectKind.Commit && Add(id, content);
        }
        catch (InvalidObjectException)
        {
            return false;
        }
    }
}
