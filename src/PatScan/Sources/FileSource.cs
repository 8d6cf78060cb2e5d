using PatScan.Content;

namespace PatScan.Sources;

/// <summary>
/// A file, or everything below a folder: hidden, ignored and binary files too. Left out are only git's object stores, which
/// <c>--history</c> reads, symbolic links, which lead to what is scanned under its own name or lies outside, and what is
/// neither file nor folder.
/// </summary>
public sealed class FileSource : ISource
{
    private readonly string path;
    private readonly string shown;
    private readonly string? root;
    private readonly FileSelection selection;
    private readonly PathFilter filter;

    /// <summary>
    /// Names under <paramref name="workingFolder"/> are shown relative to it, as whoever typed them there sees them; those of
    /// any other place are shown relative to that place.
    /// </summary>
    /// <exception cref="UserError">There is nothing at the path, or a glob cannot be used.</exception>
    public FileSource(string path, string workingFolder, FileSelection selection)
    {
        this.selection = selection;
        this.path = Path.GetFullPath(path, workingFolder);
        filter = new PathFilter(selection.Include, selection.Exclude);
        var isFile = File.Exists(this.path);
        if (!isFile && !Directory.Exists(this.path))
        {
            throw SourceMessages.PathNotFound(path);
        }

        var relative = Path.GetRelativePath(workingFolder, this.path);
        var inside = relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        root = inside ? null : isFile ? Path.GetDirectoryName(this.path) : this.path;
        shown = Slashes(inside ? relative == "." ? "" : relative : isFile ? Path.GetFileName(this.path) : "");
    }

    /// <inheritdoc/>
    public long? MeasureBytes(CancellationToken cancellation)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = File.Exists(path) ? [new FileInfo(path)] : new DirectoryInfo(path).EnumerateFiles("*", options);
        return files.TakeWhile(_ => !cancellation.IsCancellationRequested).Sum(file => file.Length);
    }

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            yield return new FolderUnit(new FolderWalk(root, selection, filter, path), path, shown, "");
            yield break;
        }

        if (IsDevice(path))
        {
            // Whoever names a pipe means what comes out of it.
            yield return new StreamSource(() => File.OpenRead(path), new Origin(OriginKind.File, shown) { Root = root });
        }
        else
        {
            yield return new FileUnit(path, shown, root, selection.MaxFileSize);
        }
    }

    /// <summary>Whether there is a pipe, socket or device at a full path, links followed.</summary>
    public static bool IsDevice(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return File.Exists(path) && (!File.Exists(target) || FileKind.Of(target) == EntryKind.Other);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Slashes(string name) => Path.DirectorySeparatorChar == '/' ? name : name.Replace(Path.DirectorySeparatorChar, '/');
}
