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

    /// <summary>
    /// How many encodings deep a secret is looked for: a Kubernetes secret that holds an .npmrc is 2. Bounds the work that
    /// text made to be decoded again and again can cause. 0 decodes nothing.
    /// </summary>
    public int DecodeDepth { get; init; } = 3;

    /// <summary>
    /// Bytes that an encoded secret and what has a say in it may take up on either side of the edge of a window; an
    /// encoded secret that is longer is found only where no edge falls into it. 84 characters take 600 bytes in base64 of
    /// UTF-16 twice over, 3 KB in \u escapes of \u escapes. Bounds how much the windows overlap.
    /// </summary>
    public int EncodedReach { get; init; } = 8 * 1024;
}
