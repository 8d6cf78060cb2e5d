namespace PatScan.Sources;

/// <summary>Which files of a scan to leave out.</summary>
public sealed record FileSelection
{
    /// <summary>Globs of which a path must match one; empty means every path.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of which a path must match none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether to leave out what git ignores.</summary>
    public bool RespectGitIgnore { get; init; }

    /// <summary>The largest file, in bytes, that is read.</summary>
    public long MaxFileSize { get; init; } = long.MaxValue;
}
