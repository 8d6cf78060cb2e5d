namespace PatScan.Sources.Git;

/// <summary>A path with all its links followed, so that two names of one folder can be told to be one.</summary>
internal static class RealPath
{
    /// <summary>As in the kernel: more links than this are a cycle.</summary>
    private const int MaxLinks = 40;

    /// <summary>The real path of an absolute one. Parts that do not exist stay as they are.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Path.TrimEndingDirectorySeparator(Of(Path.GetFullPath(path), ref links));
    }

    private static string Of(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Of(parent, ref links), Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is { } target && ++links < MaxLinks
            ? Of(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links)
            : here;
    }
}
