namespace PatScan.Sources.Git;

/// <summary>
/// Traces blobs: what the tree of every commit holds is known (<see cref="TreeSweep"/>); 64 blobs at a time, a bit each, are
/// followed along the commits.
/// </summary>
internal sealed class BlobHistory(History history, GitDirectory directory, List<ObjectId> blobs, TreeSweep search)
{
    private const int Batch = 64;

    private const int MaxPaths = 100;

    private readonly CommitGraph graph = history.Graph;
    private readonly int[] sets = [.. Enumerable.Range(0, history.Graph.Count).Select(c => search.SetOf(history.Graph.Tree(c)))];
    private readonly List<string>[] refs = [.. blobs.Select(_ => new List<string>())];
    private readonly bool[] inTip = new bool[blobs.Count];

    public List<ObjectHistory> Trace(CancellationToken cancellation)
    {
        SearchTips();
        var staged = new Lazy<HashSet<ObjectId>>(Staged);
        var paths = PathsByReach();
        var traced = new List<ObjectHistory>(blobs.Count);
        for (var first = 0; first < blobs.Count; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var pass = Pass(first);
            for (var i = first; i < Math.Min(blobs.Count, first + Batch); i++)
            {
                traced.Add(Describe(i, pass, staged, paths));
            }
        }

        return traced;
    }

    private void SearchTips()
    {
        foreach (var (reference, target, kind) in history.Tips.Refs)
        {
            var held = kind switch
            {
                ObjectKind.Commit => graph.NumberOf(target) is >= 0 and var commit ? search.Sets.Targets(sets[commit]) : [],
                ObjectKind.Tree => search.Sets.Targets(search.SetOf(target)),
                _ => blobs.BinarySearch(target) is >= 0 and var i ? [i] : [],
            };
            foreach (var blob in held)
            {
                inTip[blob] = true;
                if (refs[blob].Count < History.MaxRefs)
                {
                    refs[blob].Add(reference.Name);
                }
            }
        }
    }

    private BlobPass Pass(int first)
    {
        var pass = new BlobPass();
        ulong[] has = new ulong[graph.Count], ever = new ulong[graph.Count];
        var masks = new Dictionary<int, ulong> { [0] = 0 };
        for (var commit = 0; commit < graph.Count; commit++)
        {
            if (!masks.TryGetValue(sets[commit], out var own))
            {
                own = search.Sets.Targets(sets[commit]).Where(t => t >= first && t < first + Batch).Aggregate(0UL, (m, t) => m | (1UL << (t - first)));
                masks.Add(sets[commit], own);
            }

            ulong inParents = 0, everInParents = 0, lostBefore = 0;
            foreach (var parent in graph.Parents(commit))
            {
                inParents |= has[parent];
                everInParents |= ever[parent];
                lostBefore |= ever[parent] & ~has[parent];
            }

            has[commit] = own;
            ever[commit] = own | everInParents;
            pass.Take(commit, history.ReachOf(commit), own & ~inParents, inParents & ~own & ~lostBefore);
        }

        return pass;
    }

    private ObjectHistory Describe(int blob, BlobPass pass, Lazy<HashSet<ObjectId>> staged, Dictionary<Reach, Dictionary<int, SortedSet<string>>> paths)
    {
        var bit = blob % Batch;
        var (reach, introduced) = pass.Introduced(bit);
        var presence = inTip[blob] ? Presence.InTip : History.PresenceOf(reach);
        presence = (presence, inTip[blob]) switch
        {
            (Presence.InTip, false) => Presence.HistoryOnly,
            (Presence.Unreachable, _) when staged.Value.Contains(blobs[blob]) => Presence.IndexOnly,
            _ => presence,
        };
        List<string> at = introduced < 0 ? [] : search.Sets.Paths(sets[introduced], blob);
        return new ObjectHistory
        {
            Id = blobs[blob].ToString(),
            Presence = presence,
            Introduced = introduced < 0 ? null : history.Summary(graph.Id(introduced)),
            MayBeOlder = introduced >= 0 && graph.IsCut(introduced),
            Paths = [.. at, .. (paths.GetValueOrDefault(reach)?.GetValueOrDefault(blob) ?? []).Except(at).Take(MaxPaths)],
            Refs = refs[blob],
            Removed = presence == Presence.HistoryOnly && pass.Removed(bit) is >= 0 and var removed ? history.Summary(graph.Id(removed)) : null,
        };
    }

    /// <summary>Every path that a blob has in any commit, for each way that leads there.</summary>
    private Dictionary<Reach, Dictionary<int, SortedSet<string>>> PathsByReach()
    {
        var all = new Dictionary<Reach, Dictionary<int, SortedSet<string>>>();
        var seen = new HashSet<(Reach, int)>();
        for (var commit = 0; commit < graph.Count; commit++)
        {
            var reach = BlobPass.Strongest(history.ReachOf(commit));
            if (sets[commit] == 0 || !seen.Add((reach, sets[commit])))
            {
                continue;
            }

            var byBlob = all.TryGetValue(reach, out var known) ? known : all[reach] = [];
            foreach (var blob in search.Sets.Targets(sets[commit]))
            {
                var paths = byBlob.TryGetValue(blob, out var list) ? list : byBlob[blob] = new SortedSet<string>(StringComparer.Ordinal);
                paths.UnionWith(search.Sets.Paths(sets[commit], blob));
            }
        }

        return all;
    }

    private HashSet<ObjectId> Staged()
    {
        try
        {
            return [.. IndexFile.Read(directory.IndexPath, directory.Path, directory.HashLength).Entries.Select(e => e.Id)];
        }
        catch (GitFormatException)
        {
            return [];
        }
    }
}
