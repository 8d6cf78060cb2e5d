namespace PatScan.Content;

/// <summary>Something that can be scanned.</summary>
public interface ISource
{
    /// <summary>
    /// Hands out the units, lazily, on one thread, while workers already run the earlier ones.
    /// <paramref name="sink"/> is the walker's own: it takes what cannot become a unit at all.
    /// </summary>
    IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation);

    /// <summary>How many bytes of content there are in all, or null while nobody knows; for progress only.</summary>
    long? ExpectedBytes { get; }
}
