namespace PatScan.Sources.Git;

/// <summary>How an object can still be reached, the easiest way first.</summary>
public enum Presence
{
    /// <summary>It is in the tree of some ref's tip. A commit or tag: some ref leads to it.</summary>
    InTip,

    /// <summary>Refs lead to commits that hold it, but no tip does.</summary>
    HistoryOnly,

    /// <summary>Only a stash holds it.</summary>
    StashOnly,

    /// <summary>Only a reflog, or a HEAD of the past such as ORIG_HEAD, leads to it: it will be pruned some day.</summary>
    ReflogOnly,

    /// <summary>It is staged and no commit holds it.</summary>
    IndexOnly,

    /// <summary>Nothing leads to it; it is only still stored.</summary>
    Unreachable,
}

/// <summary>What a person wants to know of a commit.</summary>
/// <param name="Id">In full, lower-case hexadecimal.</param>
/// <param name="Author">Who wrote it, and when.</param>
/// <param name="Committer">Who made the commit, and when.</param>
/// <param name="Subject">The first line of its message. As written: make it harmless before it is shown.</param>
/// <param name="Order">Its place in the history, parents before children; -1 for a tag or a commit that nothing leads to.</param>
public sealed record CommitSummary(string Id, GitSignature Author, GitSignature Committer, string Subject, int Order);

/// <summary>Where an object came from, and where it still is.</summary>
public sealed record ObjectHistory
{
    /// <summary>In full, lower-case hexadecimal.</summary>
    public required string Id { get; init; }

    public required Presence Presence { get; init; }

    /// <summary>
    /// For a blob, the first commit that holds it while no parent does; for a commit, itself; for a tag, its tagger in place of
    /// author and committer. Null if no commit is known that holds it.
    /// </summary>
    public CommitSummary? Introduced { get; init; }

    /// <summary>Whether history is cut off (shallow) right before <see cref="Introduced"/>, so that it may be older.</summary>
    public bool MayBeOlder { get; init; }

    /// <summary>The paths in the tree of <see cref="Introduced"/>, in order; then those that it had later elsewhere.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// The refs whose tips hold it; for a commit or tag, those that lead to it. In full (<c>refs/heads/main</c>), the branch that
    /// is checked out first, then branches, remote branches, tags, others.
    /// </summary>
    public IReadOnlyList<string> Refs { get; init; } = [];

    /// <summary>The last commit that removed it, if no tip has it.</summary>
    public CommitSummary? Removed { get; init; }
}
