namespace PatScan.Sources.Git.Zlib;

/// <summary>How inflating ended.</summary>
internal enum InflateResult
{
    /// <summary>At the end of the data, with the right checksum.</summary>
    Done,

    /// <summary>The memory given is full, and there is more.</summary>
    Full,

    /// <summary>The data end before they say so.</summary>
    Truncated,

    /// <summary>They are no zlib data, or the checksum is wrong.</summary>
    Corrupt,
}
