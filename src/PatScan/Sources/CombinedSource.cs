using PatScan.Content;

namespace PatScan.Sources;

/// <summary>Several sources, one after the other.</summary>
public sealed class CombinedSource(IReadOnlyList<ISource> sources) : ISource
{
    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) =>
        sources.Aggregate((long?)0, (sum, source) => sum + source.MeasureBytes(cancellation));

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation) => sources.SelectMany(source => source.Units(sink, cancellation));
}
