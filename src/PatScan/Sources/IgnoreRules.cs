using LibGit2Sharp;
using PatScan.Sources.Git;

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
        if (Find(folder) is not { } found)
        {
            return;
        }

        try
        {
            repository = new Repository(found);
            root = repository.Info.WorkingDirectory ?? "";
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
            && !relative.Split('/').Contains(".git") // for git that is ignored too, but tokens live in its config
            && repository.Index[relative] is null
            && repository.Ignore.IsPathIgnored(isFolder ? relative + "/" : relative);
    }

    // Not Repository.Discover: in a native program it finds nothing, and says nothing.
    private static string? Find(string folder)
    {
        try
        {
            return GitDirectory.Locate(folder, GitEnvironment.None).Path;
        }
        catch (UserError)
        {
            return null;
        }
    }

    public void Dispose() => repository?.Dispose();
}
