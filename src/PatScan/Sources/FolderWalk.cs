using PatScan.Content;
using PatScan.Sources.Posix;

namespace PatScan.Sources;

/// <summary>What all folders of one walk share: how to name things, and which to leave out.</summary>
internal sealed class FolderWalk(string? root, FileSelection selection, PathFilter filter, string start)
{
    private readonly Lock gate = new();
    private readonly IgnoreRules? ignored = selection.RespectGitIgnore ? new IgnoreRules(start) : null;

    public string? Root => root;

    public long MaxFileSize => selection.MaxFileSize;

    /// <summary>Whether a file is to be scanned; <paramref name="below"/> is its path from where the walk started.</summary>
    public bool Wants(string below) => filter.Accepts(below);

    /// <summary>Whether git ignores a file, or all of a folder. libgit2 serves one thread at a time.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        if (ignored is null)
        {
            return false;
        }

        lock (gate)
        {
            return ignored.Ignores(path, isFolder);
        }
    }

    /// <summary>A path as a person would name it.</summary>
    public string Name(string shown) => new Origin(OriginKind.File, shown.Length == 0 ? "." : ByteName.Show(shown)) { Root = root }.Display;
}
