using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Every object of a repository's store, reachable or not, each once: what it was ever given and has not thrown away. By
/// default the contents of files, commits and annotated tags; trees hold names and ids only.
/// </summary>
/// <remarks>
/// Ids are believed: content that was filed under a wrong id is scanned, unless another object of that id was scanned before.
/// Git recomputes the id of everything that it receives.
/// </remarks>
internal sealed class HistorySource : ISource
{
    private readonly ObjectStore store;
    private readonly byte kinds;

    /// <param name="store">Stays open until the last unit has run and the last origin is described.</param>
    /// <param name="kinds">The kinds of object to hand out; none for what a scan wants.</param>
    public HistorySource(ObjectStore store, params ReadOnlySpan<ObjectKind> kinds)
    {
        this.store = store;
        foreach (var kind in kinds.IsEmpty ? [ObjectKind.Blob, ObjectKind.Commit, ObjectKind.Tag] : kinds)
        {
            this.kinds |= (byte)(1 << (byte)kind);
        }
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) => null; // deltas say the size of their result only inside

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation)
    {
        foreach (var gap in store.Gaps)
        {
            sink.NotScanned(gap);
        }

        var walks = new WalkPool(store, kinds);
        var seen = store.Packs.Count > 1 ? new SeenIds(store.Packs, store.Packs.Sum(p => (long)p.Index.Count)) : null;
        for (var number = 0; number < store.Packs.Count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var unit in PackUnits(store.Packs[number], number > 0 ? seen : null, walks, sink))
            {
                yield return unit;
            }

            seen?.Add(number);
        }

        for (var number = 0; number < store.Directories.Count; number++)
        {
            foreach (var folder in LooseFiles.Folders(store.Directories[number]))
            {
                yield return new LooseUnit(store, seen, number, folder, kinds);
            }
        }
    }

    private IEnumerable<IUnit> PackUnits(Pack pack, SeenIds? seen, WalkPool walks, IContentSink sink)
    {
        if (new NodeKey(pack.Index.Count).Fits(pack.End))
        {
            return PackSchedule.Units(new PackPlanner(pack, kinds, seen).Make(), walks);
        }

        sink.NotScanned(new NotScanned(pack.Path, GitSkips.UnsupportedFormat, "the pack has too many objects for its size"));
        return [];
    }
}
