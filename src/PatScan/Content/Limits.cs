namespace PatScan.Content;

/// <summary>Every limit of a scan in one place, each with what it defends against.</summary>
public sealed record Limits
{
    /// <summary>Largest file, in bytes, that is scanned; unlimited by default because a limit is a place to hide.</summary>
    public long MaxFileSize { get; init; } = long.MaxValue;

    /// <summary>
    /// Bytes of a stream held at once. Content that fits is scanned in one piece; larger content goes through windows of
    /// this size with overlap. Bounds memory per worker; half a megabyte stays in a core's second-level cache.
    /// </summary>
    public int Window { get; init; } = 512 * 1024;
}
