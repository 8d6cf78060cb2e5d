using PatScan.Content;

namespace PatScan.Sources;

/// <summary>One stream: standard input, or a pipe that was named.</summary>
/// <param name="open">Opens it, when it is read. The stream stays open: whoever hands in one of his own closes it.</param>
/// <param name="origin">What it is.</param>
public sealed class StreamSource(Func<Stream> open, Origin origin) : ISource, IUnit, IByteReader, IOriginProvider
{
    private Stream stream = Stream.Null;
    private readonly byte[] chunk = new byte[1 << 18];
    private CancellationToken stopped;

    /// <summary>Standard input, or what stands for it.</summary>
    public StreamSource(Stream stream)
        : this(() => stream, new Origin(OriginKind.StandardInput, ""))
    {
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation) => [this];

    /// <inheritdoc/>
    public Origin Describe(long key) => origin;

    /// <summary>
    /// Reads on a thread of its own: a pipe on which nobody writes cannot be interrupted, but the wait for it can. A scan that
    /// is stopped sees the end of the stream, and what came before is scanned.
    /// </summary>
    public int Read(Span<byte> buffer)
    {
        try
        {
            var wanted = Math.Min(buffer.Length, chunk.Length);
            var reading = Task.Run(() => stream.Read(chunk, 0, wanted));
            reading.Wait(stopped);
            chunk.AsSpan(0, reading.Result).CopyTo(buffer);
            return reading.Result;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (AggregateException e) when (e.InnerException is IOException inner)
        {
            throw inner;
        }
    }

    /// <inheritdoc/>
    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        stopped = cancellation;
        try
        {
            stream = open();
            sink.Content(this, this, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.Unreadable, FileErrors.Brief(e)));
        }
    }
}
