namespace PatScan.Sources.Git;

/// <summary>One of a repository's work trees, by its git folder.</summary>
/// <param name="Folder">Where its HEAD and index lie.</param>
/// <param name="Prefix">What its own refs' names begin with, as seen from the worktree that is scanned; empty for that one itself.</param>
/// <param name="IsMain">Whether it is the one whose folder all share.</param>
internal readonly record struct Worktree(string Folder, string Prefix, bool IsMain)
{
    // A folder that may not be read hides the names of some commits, not the commits.
    private static readonly EnumerationOptions Accessible = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>All of them, the main one first.</summary>
    public static List<Worktree> Of(GitDirectory directory)
    {
        var isMain = RealPath.Of(directory.Path) == RealPath.Of(directory.CommonPath);
        List<Worktree> all = [new(directory.CommonPath, isMain ? "" : "main-worktree/", true)];
        if (!isMain)
        {
            all.Add(new(directory.Path, "", false));
        }

        var linked = Path.Combine(directory.CommonPath, "worktrees");
        if (Directory.Exists(linked))
        {
            all.AddRange(Directory.EnumerateDirectories(linked, "*", Accessible).Order(StringComparer.Ordinal)
                .Where(folder => isMain || RealPath.Of(folder) != RealPath.Of(directory.Path))
                .Select(folder => new Worktree(folder, $"worktrees/{Path.GetFileName(folder)}/", false)));
        }

        return all;
    }
}
