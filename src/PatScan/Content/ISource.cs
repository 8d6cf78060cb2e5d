namespace PatScan.Content;

/// <summary>Something that can be scanned.</summary>
public interface ISource
{
    /// <summary>
    /// Hands out the units, lazily, on one thread, while workers already run the earlier ones.
    /// <paramref name="sink"/> is the walker's own: it takes what cannot become a unit at all.
    /// </summary>
    IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation);

    /// <summary>
    /// How many bytes of content there are in all, or null when nobody can know. May take as long as a walk over everything:
    /// asked only by the progress display of a long scan, on a thread of its own.
    /// </summary>
    long? MeasureBytes(CancellationToken cancellation);
}
