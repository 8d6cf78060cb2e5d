namespace PatScan.Sources.Git;

/// <summary>Every limit of reading a git object store, each with what it defends against.</summary>
internal sealed record GitLimits
{
    /// <summary>
    /// Largest object, in bytes, that is held in memory. Larger blobs are streamed; larger objects that need memory (the
    /// result of a delta, its base) are a named gap. A few bytes of delta can ask for gigabytes; git itself makes no delta
    /// of files over 512 MB unless told to.
    /// </summary>
    public long MaxInMemory { get; init; } = 1L << 30;

    /// <summary>Blobs from this size on are streamed when no delta needs them: memory does not grow with content.</summary>
    public long StreamFrom { get; init; } = 16L << 20;

    /// <summary>
    /// Bytes of delta bases that one worker keeps while it walks a delta tree. What does not fit is made again when its turn
    /// comes.
    /// </summary>
    public long BaseBudget { get; init; } = 64L << 20;

    /// <summary>Bytes of objects kept by random access, over all threads, because the next object is often a delta of them.</summary>
    public long CacheBytes { get; init; } = 48L << 20;

    /// <summary>
    /// Objects of one pack that are named when they cannot be read; the rest are counted. A pack of garbage would otherwise
    /// fill memory and the report with millions of sentences.
    /// </summary>
    public int NamedPerPack { get; init; } = 100;

    /// <summary>
    /// Deltas that a scan applies to find second copies of broken objects. Two hostile packs that copy each other's million
    /// broken deltas would otherwise take a million times a million steps.
    /// </summary>
    public int RescueSteps { get; init; } = 10_000_000;
}
