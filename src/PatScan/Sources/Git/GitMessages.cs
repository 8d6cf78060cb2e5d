namespace PatScan.Sources.Git;

/// <summary>Every sentence about a repository that ends the program with exit code 2.</summary>
internal static class GitMessages
{
    public static UserError NotARepository(string path) =>
        new("not-a-repository", $"'{path}' is not in a git repository. Give a work tree, a bare repository or a .git folder.");

    public static UserError BrokenGitFile(string path, string target) =>
        new("broken-git-file", $"'{path}' points to '{target}', which is not a git repository. Repair it with 'git worktree repair' or 'git submodule update'.");

    public static UserError UnreadableGitFile(string path, string why) =>
        new("broken-git-file", $"'{path}' cannot be read as git's: {why}.");

    public static UserError UnknownFormatVersion(string path, string version) =>
        new("unknown-repository-format", $"The repository '{path}' has format version '{version}'; versions 0 and 1 can be scanned.");

    public static UserError UnknownExtension(string path, string name, string? value) =>
        new("unknown-repository-extension", $"The repository '{path}' uses the extension '{name}{(value is null ? "" : " = " + value)}', which PatScan does not know, so it is not scanned.");

    public static UserError UnreadableIndex(string path, string why) =>
        new("unreadable-index", $"The index '{path}' cannot be read: {why}. 'git status' may repair it.");

    public static UserError BareHasNoIndex(string path) =>
        new("no-index", $"'{path}' is a bare repository and has no index, so nothing can be staged in it. Scan it with --history.");

    public static UserError UnknownRevision(string revision) =>
        new("unknown-revision", $"'{revision}' names no commit of this repository. Give a branch, a tag, an id or a range such as main..HEAD.");

    public static UserError AmbiguousRevision(string revision) =>
        new("ambiguous-revision", $"'{revision}' is the beginning of more than one object id. Give more digits.");

    public static UserError UnsupportedRevision(string revision, string syntax) =>
        new("unsupported-revision", $"'{revision}' uses '{syntax}', which PatScan does not read. Branches, tags, ids, HEAD, ~N, ^N, A..B and A...B work.");

    public static UserError MissingRevision(string revision, ObjectId id) =>
        new("missing-revision", $"'{revision}' is {id}, which is not in this repository. In a shallow clone, fetch it with 'git fetch --unshallow'.");

    public static UserError DamagedRevision(string revision, ObjectId id, string why) =>
        new("damaged-revision", $"'{revision}' is {id}, which cannot be read: {why}. Run 'git fsck'.");

    public static UserError EmptyRange() =>
        new("empty-range", "The range of commits is empty. Give one such as main..HEAD.");
}
