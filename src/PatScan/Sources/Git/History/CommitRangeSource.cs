using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// What the commits of a range brought in, merges included: new blobs, each once with its path and commit, and the commits'
/// own texts.
/// </summary>
public sealed class CommitRangeSource : ISource, IOriginProvider, IDisposable
{
    /// <summary>Objects of one unit: a unit must be worth the way through the channel.</summary>
    private const int UnitSize = 64;

    private readonly ObjectStore store;
    private readonly List<Item> items;
    private readonly List<NotScanned> notes;

    private CommitRangeSource(ObjectStore store, List<Item> items, List<NotScanned> notes, int commits)
    {
        this.store = store;
        this.items = items;
        this.notes = notes;
        Commits = commits;
    }

    /// <summary>How many commits the range has.</summary>
    public int Commits { get; }

    /// <summary>Finds the commits and what they brought in.</summary>
    /// <param name="range">
    /// <c>A..B</c>, <c>A...B</c> or one commit, which means what it brought in against its parents. With a null range, all that HEAD
    /// leads to.
    /// </param>
    /// <param name="since">
    /// Leaves out older commits and what they lead to, as <c>git rev-list --since</c>; or null.
    /// </param>
    /// <exception cref="UserError">There is no repository, or a revision names no commit.</exception>
    public static CommitRangeSource Open(
        string path, GitEnvironment environment, string? range, DateTimeOffset? since, CancellationToken cancellation)
    {
        var directory = GitDirectory.Locate(path, environment);
        var store = ObjectStore.Open(directory, new GitLimits());
        try
        {
            var named = range is null ? CommitRange.OfHead(store, directory) : CommitRange.Parse(range, store, directory);
            List<NotScanned> notes = [.. store.Gaps];
            var shallow = Shallow.Boundary(directory);
            var graph = CommitWalk.Run(store, named, since?.ToUnixTimeSeconds(), shallow, notes, cancellation);
            notes.AddRange(Shallow.Gaps(shallow.Count(c => graph.NumberOf(c) >= 0)));
            var blobs = RangeContent.Of(store, graph, notes, cancellation);
            List<Item> items =
            [
                .. blobs.Select(b => new Item(OriginKind.Blob, b.Id, b.Path, b.Commit)),
                .. Enumerable.Range(0, graph.Count).Select(c => new Item(OriginKind.Commit, graph.Id(c), "", graph.Id(c))),
                .. named.Tags.Distinct().Where(_ => graph.Count > 0).Select(t => new Item(OriginKind.Tag, t, "", null)),
            ];
            return new CommitRangeSource(store, items, notes, graph.Count);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation)
    {
        foreach (var note in notes)
        {
            sink.NotScanned(note);
        }

        for (var start = 0; start < items.Count; start += UnitSize)
        {
            yield return new Unit(this, start, Math.Min(UnitSize, items.Count - start));
        }
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation)
    {
        long sum = 0;
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                sum += store.TryReadKind(item.Id, out _, out var size) ? size : 0;
            }
            catch (InvalidObjectException)
            {
                // the scan names it
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public Origin Describe(long key)
    {
        var item = items[(int)key];
        return new(item.Kind, item.Path) { ObjectId = item.Id.ToString(), Commit = item.Commit?.ToString() };
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private readonly record struct Item(OriginKind Kind, ObjectId Id, string Path, ObjectId? Commit);

    private sealed class Unit(CommitRangeSource source, int start, int count) : IUnit
    {
        public void Read(IContentSink sink, CancellationToken cancellation)
        {
            for (var key = start; key < start + count; key++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (kind, id, path, _) = source.items[key];
                var name = path.Length > 0 ? path : $"{kind.ToString().ToLowerInvariant()} {id}";
                BlobContent.Read(source.store, id, name, sink, source, key);
            }
        }
    }
}
