using LibGit2Sharp;

namespace PatScan.Sources;

/// <summary>What git ignores below a folder; nothing where there is no repository that can be opened.</summary>
internal sealed class IgnoreRules : IDisposable
{
    private readonly Repository? repository;
    private readonly string root = "";

    public IgnoreRules(string folder)
    {
        // Nothing of the repository is executed by this, so it does not matter whose it is.
        GlobalSettings.SetOwnerValidation(false);
        try
        {
            var found = Repository.Discover(folder);
            repository = found is null ? null : new Repository(found);
            root = repository?.Info.WorkingDirectory ?? "";
        }
        catch (Exception e) when (e is LibGit2SharpException or DllNotFoundException or TypeInitializationException)
        {
            throw SourceMessages.IgnoreRulesUnreadable(folder, (e.InnerException ?? e).Message);
        }
    }

    /// <summary>Whether git ignores the file, or every file of the folder, at this full path.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        if (repository is null || root.Length == 0)
        {
            return false;
        }

        var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        return !relative.StartsWith("..", StringComparison.Ordinal)
            && repository.Index[relative] is null
            && repository.Ignore.IsPathIgnored(isFolder ? relative + "/" : relative);
    }

    public void Dispose() => repository?.Dispose();
}
