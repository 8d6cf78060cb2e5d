namespace PatScan.Scanning;

/// <summary>How far a scan is. Written by the workers, read by whoever shows it, without locks: a reader may be a moment late.</summary>
public sealed class ScanProgress
{
    private long bytes;
    private long contents;
    private long matches;

    /// <summary>Bytes of content scanned.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Pieces of content scanned: files, blobs.</summary>
    public long Contents => Interlocked.Read(ref contents);

    /// <summary>Matches so far.</summary>
    public long Matches => Interlocked.Read(ref matches);

    internal void AddBytes(long count) => Interlocked.Add(ref bytes, count);

    internal void AddContent() => Interlocked.Increment(ref contents);

    internal void AddMatches(int count) => Interlocked.Add(ref matches, count);
}
