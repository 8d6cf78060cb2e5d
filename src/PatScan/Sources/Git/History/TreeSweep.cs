using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads every tree and commit of a store once, in the order of their deltas, on all threads, and keeps what the trees say about
/// wanted objects. Walking down from commits instead would read the same trees by random access, five times as slow.
/// </summary>
internal sealed class TreeSweep
{
    private readonly TreeNumbers numbers = new();
    private readonly List<TreeLog> logs = [];
    private int[] sets = [];

    private TreeSweep()
    {
    }

    public PathSets Sets { get; } = new();

    /// <summary>Trees and commits that could not be read.</summary>
    public List<NotScanned> Gaps { get; } = [];

    /// <summary>All commits, reachable or not.</summary>
    public CommitGraphBuilder Commits { get; private set; } = new(ObjectId.Sha1Length);

    /// <summary>Trees that other trees name, or <see cref="Name"/>, and that are not there.</summary>
    public int MissingTrees => numbers.Count - logs.SelectMany(l => l.Trees).Distinct().Count();

    public static TreeSweep Run(ObjectStore store, IEntryFilter filter, int threads, CancellationToken cancellation)
    {
        var sweep = new TreeSweep { Commits = new CommitGraphBuilder(store.HashLength) };
        var walker = new Sink(store.HashLength, sweep.numbers, filter);
        using var units = new HistorySource(store, ObjectKind.Tree, ObjectKind.Commit).Units(walker, cancellation).GetEnumerator();
        var sinks = new Sink[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            sinks[i] = new Sink(store.HashLength, sweep.numbers, filter);
            while (Next(units) is { } unit)
            {
                unit.Read(sinks[i], cancellation);
            }
        });
        foreach (var sink in sinks.Where(s => s is not null).Prepend(walker))
        {
            sweep.logs.Add(sink.Log);
            sweep.Gaps.AddRange(sink.Gaps);
            sweep.Commits.Add(sink.Commits);
        }

        sweep.Spread(threads, cancellation);
        return sweep;
    }

    /// <summary>Counts a tree as one that is named, by a commit.</summary>
    public void Name(in ObjectId tree) => numbers.Of(tree.Bytes);

    /// <summary>What a tree holds.</summary>
    public int SetOf(in ObjectId tree) => numbers.Of(tree.Bytes) is var number && number < sets.Length ? sets[number] : 0;

    private static IUnit? Next(IEnumerator<IUnit> units)
    {
        lock (units)
        {
            return units.MoveNext() ? units.Current : null;
        }
    }

    /// <summary>
    /// Carries what trees hold up to the trees that hold them, once for each level of folders, until nothing new is found. Sets
    /// only grow, so it does not matter in which order, or that a thread may see another's work late.
    /// </summary>
    private void Spread(int threads, CancellationToken cancellation)
    {
        sets = new int[numbers.Count];
        var changed = new bool[sets.Length];
        for (var isFirst = true; ; isFirst = false)
        {
            var next = new bool[sets.Length];
            var any = 0;
            Parallel.ForEach(logs, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, log => log.Replay((tree, edges) =>
            {
                var set = sets[tree];
                foreach (var edge in edges)
                {
                    if (edge.Child < 0)
                    {
                        set = isFirst ? Sets.Union(set, Sets.Of(~edge.Child, numbers.Name(edge.Name))) : set;
                    }
                    else if (changed[edge.Child])
                    {
                        set = Sets.Union(set, Sets.Under(numbers.Name(edge.Name), sets[edge.Child]));
                    }
                }

                if (set != sets[tree])
                {
                    sets[tree] = set;
                    next[tree] = true;
                    any = 1;
                }
            }));
            if (any == 0)
            {
                return;
            }

            changed = next;
        }
    }

    private sealed class Sink(int hashLength, TreeNumbers numbers, IEntryFilter filter) : IContentSink
    {
        private readonly TreeEdges edges = new(hashLength, numbers, filter);

        public TreeLog Log { get; } = new();

        public CommitGraphBuilder Commits { get; } = new(hashLength);

        public List<NotScanned> Gaps { get; } = [];

        public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key)
        {
            var (kind, id) = ((IObjectOrigins)source).Object(key);
            if (kind == ObjectKind.Commit)
            {
                if (!Commits.Add(id, bytes))
                {
                    Gaps.Add(new NotScanned($"commit {id}", CoverageSkips.Damaged));
                }

                return;
            }

            Log.Add(numbers.Of(id.Bytes), edges.Of(bytes, out var isDamaged));
            if (isDamaged)
            {
                Gaps.Add(new NotScanned($"tree {id}", CoverageSkips.Damaged));
            }
        }

        public void Content(IByteReader bytes, IOriginProvider source, long key)
        {
            var whole = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (bytes.Read(buffer) is var read and > 0 && whole.Length + read < Array.MaxLength)
            {
                whole.Write(buffer, 0, read);
            }

            Content(whole.GetBuffer().AsSpan(0, (int)whole.Length), source, key);
        }

        public void NotScanned(NotScanned gap) => Gaps.Add(gap);
    }
}
