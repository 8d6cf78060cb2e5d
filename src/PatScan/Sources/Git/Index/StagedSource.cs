using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// What the next commit would bring in: the blobs of the index that HEAD does not have at the same path. The index, not the
/// work tree: a partial <c>git add -p</c> counts as it was added. The index that GIT_INDEX_FILE names, not <c>.git/index</c>:
/// <c>git commit -a</c> hands its hook a temporary one.
/// </summary>
public sealed class StagedSource : ISource, IOriginProvider, IDisposable
{
    /// <summary>Blobs of one unit: a unit must be worth the way through the channel.</summary>
    private const int UnitSize = 32;

    private readonly ObjectStore store;
    private readonly List<StagedEntry> entries;
    private readonly IReadOnlyList<NotScanned> notes;

    private StagedSource(ObjectStore store, List<StagedEntry> entries, IReadOnlyList<NotScanned> notes)
    {
        this.store = store;
        this.entries = entries;
        this.notes = notes;
    }

    /// <summary>How many entries of the index differ from HEAD and have content.</summary>
    public int Count => entries.Count;

    /// <summary>Reads the index and HEAD of the repository that <paramref name="path"/> lies in.</summary>
    /// <exception cref="UserError">There is no repository, or its index cannot be read.</exception>
    public static StagedSource Open(string path, GitEnvironment environment)
    {
        var directory = GitDirectory.Locate(path, environment);
        if (directory.WorkTree is null && environment.IndexFile is null && !File.Exists(directory.IndexPath))
        {
            throw GitMessages.BareHasNoIndex(path);
        }

        var store = ObjectStore.Open(directory, new GitLimits());
        try
        {
            var staged = StagedEntries.Read(directory, store);
            return new StagedSource(store, staged.Entries, [.. staged.Notes, .. store.Gaps]);
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

        for (var start = 0; start < entries.Count; start += UnitSize)
        {
            yield return new Unit(this, start, Math.Min(UnitSize, entries.Count - start));
        }
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) => null; // over before anybody could show progress

    /// <inheritdoc/>
    public Origin Describe(long key) =>
        new(OriginKind.Index, GitText.Decode(entries[(int)key].Path)) { ObjectId = entries[(int)key].Id.ToString() };

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private sealed class Unit(StagedSource source, int start, int count) : IUnit
    {
        public void Read(IContentSink sink, CancellationToken cancellation)
        {
            for (var key = start; key < start + count; key++)
            {
                cancellation.ThrowIfCancellationRequested();
                BlobContent.Read(source.store, source.entries[key].Id, GitText.Decode(source.entries[key].Path), sink, source, key);
            }
        }
    }
}
