using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Finds the commits of a range without reading all history: from the tips, the youngest first, marking what each side leads
/// to, until nothing that is left could still be in the range.
/// </summary>
/// <remarks>
/// As in git, commits whose clocks are wrong by more than the slack below may be taken for new although the other side leads to
/// them: too much is scanned then, never too little.
/// </remarks>
internal sealed class CommitWalk
{
    /// <summary>Commits of the other side that are still looked at when all that is left belongs to it.</summary>
    private const int Slack = 64;

    private readonly ObjectStore store;
    private readonly CommitRange range;
    private readonly long? since;
    private readonly Dictionary<ObjectId, Commit> commits = [];
    private readonly PriorityQueue<Commit, long> queue = new();
    private int interesting; // in the queue

    private CommitWalk(ObjectStore store, CommitRange range, long? since)
    {
        this.store = store;
        this.range = range;
        this.since = since;
    }

    [Flags]
    private enum Side : byte
    {
        None = 0,
        Left = 1,
        Right = 2,
        Both = 3,
    }

    /// <summary>The commits of the range; parents that are not in it are the boundary.</summary>
    /// <param name="since">Leaves out commits that are older (seconds), and all that they lead to; or null.</param>
    /// <param name="shallow">Commits whose parents are known to be missing.</param>
    /// <param name="gaps">Takes commits that cannot be read or are missing.</param>
    public static CommitGraph Run(
        ObjectStore store, CommitRange range, long? since, IReadOnlySet<ObjectId> shallow, List<NotScanned> gaps, CancellationToken cancellation)
    {
        var walk = new CommitWalk(store, range, since);
        walk.Walk(cancellation);
        return walk.Graph(shallow, gaps);
    }

    private void Walk(CancellationToken cancellation)
    {
        foreach (var id in range.Left)
        {
            Mark(id, Side.Left);
        }

        foreach (var id in range.Right)
        {
            Mark(id, Side.Right);
        }

        for (var slack = Slack; queue.TryDequeue(out var commit, out _);)
        {
            cancellation.ThrowIfCancellationRequested();
            commit.IsQueued = false;
            interesting -= IsNew(commit) ? 1 : 0;
            if (interesting == 0 && !IsNew(commit) && --slack == 0)
            {
                return;
            }

            slack = interesting > 0 || IsNew(commit) ? Slack : slack;
            foreach (var parent in commit.Parents)
            {
                Mark(parent, commit.Sides);
            }
        }
    }

    private void Mark(ObjectId id, Side sides)
    {
        if (!commits.TryGetValue(id, out var commit))
        {
            commit = Read(id);
            commits.Add(id, commit);
        }

        sides |= since > commit.Time ? Side.Both : Side.None;
        if ((commit.Sides | sides) == commit.Sides)
        {
            return;
        }

        interesting -= commit.IsQueued && IsNew(commit) ? 1 : 0;
        commit.Sides |= sides;
        interesting += IsNew(commit) ? 1 : 0;
        if (commit.IsQueued)
        {
            return;
        }

        commit.IsQueued = true;
        queue.Enqueue(commit, -commit.Time);
    }

    private bool IsNew(Commit commit) => range.IsSymmetric ? commit.Sides is Side.Left or Side.Right : commit.Sides == Side.Right;

    private Commit Read(ObjectId id)
    {
        try
        {
            if (store.TryRead(id, out var kind, out var content) && kind == ObjectKind.Commit)
            {
                var parents = new List<ObjectId>();
                CommitObject.ReadLinks(content, store.HashLength, out _, parents, out var time);
                return new Commit(id, parents, time, content, null);
            }

            return new Commit(id, [], long.MinValue, null, null);
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return new Commit(id, [], long.MinValue, null, e.Message);
        }
    }

    private CommitGraph Graph(IReadOnlySet<ObjectId> shallow, List<NotScanned> gaps)
    {
        var builder = new CommitGraphBuilder(store.HashLength);
        gaps.AddRange(commits.Values.Where(c => IsNew(c) && !shallow.Contains(c.Id)).SelectMany(c => c.Parents).Distinct()
            .Where(p => commits.TryGetValue(p, out var parent) && parent is { Content: null, Trouble: null })
            .Select(p => new NotScanned($"commit {p}", CoverageSkips.Missing)));
        foreach (var commit in commits.Values.Where(IsNew))
        {
            if (commit.Content is not null)
            {
                builder.Add(commit.Id, commit.Content);
            }
            else if (commit.Trouble is not null)
            {
                gaps.Add(new NotScanned($"commit {commit.Id}", CoverageSkips.Damaged, commit.Trouble));
            }
        }

        return builder.Build();
    }

    private sealed class Commit(ObjectId id, List<ObjectId> parents, long time, byte[]? content, string? trouble)
    {
        public ObjectId Id => id;

        public List<ObjectId> Parents => parents;

        public long Time => time;

        public byte[]? Content => content;

        public string? Trouble => trouble;

        public Side Sides { get; set; }

        public bool IsQueued { get; set; }
    }
}
