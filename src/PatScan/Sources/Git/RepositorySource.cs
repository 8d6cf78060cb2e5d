using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// The whole history of a repository: every blob, commit and annotated tag in its store, in any ref, stash or reflog or in
/// none, each scanned once, and word of everything that a clone does not have.
/// </summary>
public sealed class RepositorySource : ISource, IDisposable
{
    private readonly GitDirectory directory;
    private readonly ObjectStore store;
    private readonly int threads;

    private RepositorySource(GitDirectory directory, ObjectStore store, int threads)
    {
        this.directory = directory;
        this.store = store;
        this.threads = threads;
    }

    /// <summary>Opens the repository that <paramref name="path"/> lies in.</summary>
    /// <exception cref="UserError">There is no repository, or its format is not known.</exception>
    public static RepositorySource Open(string path, GitEnvironment environment, int threads)
    {
        var directory = GitDirectory.Locate(path, environment);
        return new RepositorySource(directory, ObjectStore.Open(directory, new GitLimits()), threads);
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation)
    {
        foreach (var note in GitCoverage.Notes(directory, store, RefSet.Read(directory), threads, cancellation))
        {
            sink.NotScanned(note);
        }

        return new HistorySource(store).Units(sink, cancellation).Select(unit => new WatchedUnit(unit));
    }

    /// <summary>Says where objects of the repository came from; see <see cref="Provenance"/>.</summary>
    public IReadOnlyDictionary<string, ObjectHistory> Trace(IEnumerable<string> ids, CancellationToken cancellation) =>
        Provenance.Trace(store, directory, Provenance.Parse(ids, directory), threads, cancellation).ToDictionary(history => history.Id);

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>Runs a unit and notes the pointers among its blobs to content that Git LFS keeps elsewhere.</summary>
    private sealed class WatchedUnit(IUnit unit) : IUnit
    {
        public void Read(IContentSink sink, CancellationToken cancellation) => unit.Read(new PointerSink(sink), cancellation);
    }

    private sealed class PointerSink(IContentSink sink) : IContentSink
    {
        public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key)
        {
            if (bytes.Length <= LfsPointer.MaxLength && LfsPointer.IsPointer(bytes))
            {
                sink.NotScanned(new NotScanned(source.Describe(key).Display, CoverageSkips.LfsPointer));
            }

            sink.Content(bytes, source, key);
        }

        public void Content(IByteReader bytes, IOriginProvider source, long key) => sink.Content(bytes, source, key);

        public void NotScanned(NotScanned gap) => sink.NotScanned(gap);

        public void Later(IUnit unit) => sink.Later(new WatchedUnit(unit));
    }
}
