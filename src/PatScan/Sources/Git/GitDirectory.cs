namespace PatScan.Sources.Git;

/// <summary>Where the parts of a repository lie. Reads the few files that say so, runs nothing.</summary>
internal sealed partial record GitDirectory
{
    /// <summary>The repository's own folder: HEAD, index. In a linked worktree, <c>.git/worktrees/NAME</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The folder shared by all worktrees: refs, packed-refs, config, shallow. Often the same as <see cref="Path"/>.</summary>
    public required string CommonPath { get; init; }

    /// <summary>
    /// The folders that hold objects, first to look in first: <c>objects</c> (or GIT_OBJECT_DIRECTORY), then the alternates
    /// of each, followed. No folder twice.
    /// </summary>
    public required IReadOnlyList<string> ObjectDirectories { get; init; }

    /// <summary><see cref="ObjectId.Sha1Length"/> or <see cref="ObjectId.Sha256Length"/>.</summary>
    public required int HashLength { get; init; }

    /// <summary>The work tree's folder, or null for a bare repository.</summary>
    public string? WorkTree { get; init; }
}
