using PatScan.Content;

namespace PatScan.Sources;

/// <summary>One stream, such as standard input.</summary>
public sealed class StreamSource(Stream stream) : ISource, IUnit, IByteReader, IOriginProvider
{
    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation) => [this];

    /// <inheritdoc/>
    public Origin Describe(long key) => new(OriginKind.StandardInput, "");

    /// <inheritdoc/>
    public int Read(Span<byte> buffer) => stream.Read(buffer);

    /// <inheritdoc/>
    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        try
        {
            sink.Content(this, this, 0);
        }
        catch (IOException e)
        {
            sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.Unreadable, FileErrors.Brief(e)));
        }
    }
}
