using System.IO.Enumeration;
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
    public long? MeasureBytes(CancellationToken cancellation) =>
        Units(new NoSink(), cancellation).Sum(unit => ((FileUnit)unit).Length);

    /// <inheritdoc/>
    public IEnumerable<IUnit> Units(IContentSink sink, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            return FileKind.IsRegular(path) || File.ResolveLinkTarget(path, true) is { } target && FileKind.IsRegular(target.FullName)
                ? One(new FileInfo(path).Length, sink)
                : Skip(sink, shown, SkipReason.NotRegular);
        }

        return Walk(sink, cancellation);
    }

    private IEnumerable<IUnit> One(long length, IContentSink sink) =>
        length > selection.MaxFileSize ? Skip(sink, shown, SkipReason.TooLarge) : [new FileUnit(path, shown, root, length)];

    private IEnumerable<IUnit> Walk(IContentSink sink, CancellationToken cancellation)
    {
        using var ignored = selection.RespectGitIgnore ? new IgnoreRules(path) : null;
        var folders = new Stack<(string Path, string Shown, string Below)>();
        folders.Push((path, shown, ""));
        while (folders.TryPop(out var folder) && !cancellation.IsCancellationRequested)
        {
            foreach (var entry in List(folder.Path, folder.Shown, sink))
            {
                var full = Path.Join(folder.Path, entry.Name);
                var name = folder.Shown.Length == 0 ? entry.Name : $"{folder.Shown}/{entry.Name}";
                var below = folder.Below.Length == 0 ? entry.Name : $"{folder.Below}/{entry.Name}";
                var isGit = entry.IsFolder && entry.Name == ".git";
                if (ignored is not null && !isGit && ignored.Ignores(full, entry.IsFolder))
                {
                    continue;
                }

                if (entry.IsFolder)
                {
                    if (entry.Name == "objects" && IsGitFolder(folder.Path))
                    {
                        sink.NotScanned(new NotScanned(Named(name), SkipReason.ObjectStore));
                    }
                    else
                    {
                        folders.Push((full, name, below));
                    }
                }
                else if (filter.Accepts(below) && IsWanted(entry, full, name, sink))
                {
                    yield return new FileUnit(full, name, root, entry.Length);
                }
            }
        }
    }

    private bool IsWanted(Entry entry, string full, string name, IContentSink sink)
    {
        var reason = entry.IsLink ? SkipReason.SymbolicLink
            : entry.Length == 0 && !FileKind.IsRegular(full) ? SkipReason.NotRegular
            : entry.Length > selection.MaxFileSize ? SkipReason.TooLarge
            : null;
        if (reason is not null)
        {
            sink.NotScanned(new NotScanned(Named(name), reason));
        }

        return reason is null;
    }

    /// <summary>
    /// The entries of one folder. Each folder is opened on its own: one that cannot be read, or vanishes, costs itself only.
    /// </summary>
    private List<Entry> List(string folder, string name, IContentSink sink)
    {
        var entries = new List<Entry>();
        try
        {
            foreach (var entry in new FileSystemEnumerable<Entry>(folder, static (ref FileSystemEntry e) => Entry.Of(ref e), Options))
            {
                entries.Add(entry);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            var reason = e is not DirectoryNotFoundException ? SkipReason.Unreadable
                : folder.Contains('\uFFFD') ? SkipReason.NameNotUtf8 : SkipReason.Vanished;
            sink.NotScanned(new NotScanned(Named(name.Length == 0 ? "." : name), reason, FileErrors.Brief(e)));
        }

        return entries;
    }

    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
        RecurseSubdirectories = false,
    };

    private static bool IsGitFolder(string folder) => File.Exists(Path.Join(folder, "HEAD")) && Directory.Exists(Path.Join(folder, "refs"));

    private string Named(string name) => new Origin(OriginKind.File, name) { Root = root }.Display;

    private static string Slashes(string name) => Path.DirectorySeparatorChar == '/' ? name : name.Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<IUnit> Skip(IContentSink sink, string name, SkipReason reason)
    {
        sink.NotScanned(new NotScanned(name, reason));
        return [];
    }

    private sealed class NoSink : IContentSink
    {
        public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key)
        {
        }

        public void Content(IByteReader bytes, IOriginProvider source, long key)
        {
        }

        public void NotScanned(NotScanned gap)
        {
        }
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink, long Length)
    {
        public static Entry Of(ref FileSystemEntry entry)
        {
            // On Windows files kept in a cloud are reparse points too, and their content counts.
            var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0
                && (!OperatingSystem.IsWindows() || entry.ToFileSystemInfo().LinkTarget is not null);
            var isFolder = !isLink && entry.IsDirectory;
            return new Entry(entry.FileName.ToString(), isFolder, isLink, isFolder || isLink ? 0 : entry.Length);
        }
    }
}
