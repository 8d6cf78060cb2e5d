namespace PatScan.Content;

/// <summary>
/// One piece of reading work: a file, a delta tree of a pack, a run of loose objects. A source hands units out; a worker
/// runs each one, once, on its own thread.
/// </summary>
public interface IUnit
{
    /// <summary>
    /// Reads everything in the unit into <paramref name="sink"/>. Whatever cannot be read is given to
    /// <see cref="IContentSink.NotScanned"/>; only bugs and cancellation throw.
    /// </summary>
    void Read(IContentSink sink, CancellationToken cancellation);
}
