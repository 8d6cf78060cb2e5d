namespace PatScan.Content;

/// <summary>Takes content on a worker's thread. Each worker has a sink of its own; none is shared.</summary>
public interface IContentSink
{
    /// <summary>Takes content that is wholly in memory. The bytes are not kept past the call.</summary>
    void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key);

    /// <summary>Takes content of any length, read to its end within the call.</summary>
    void Content(IByteReader bytes, IOriginProvider source, long key);

    /// <summary>Takes note of something that was not scanned, wholly or in part.</summary>
    void NotScanned(NotScanned gap);

    /// <summary>
    /// Takes a unit that came up while another was read, for any worker to read. A sink that stands alone reads it at once.
    /// </summary>
    void Later(IUnit unit) => unit.Read(this, CancellationToken.None);
}
