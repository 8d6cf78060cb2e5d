using PatScan.Content;

namespace PatScan.Sources;

/// <summary>
/// One folder: its files are read here, its folders become units for any worker, so that walking is shared like scanning.
/// Each folder is opened on its own: one that cannot be read, or vanishes, costs itself only.
/// </summary>
/// <param name="walk">What all folders of the walk share.</param>
/// <param name="path">Where to open it.</param>
/// <param name="shown">What to call it; empty for the current folder.</param>
/// <param name="below">Its path from where the walk started; empty there.</param>
internal sealed class FolderUnit(FolderWalk walk, string path, string shown, string below) : IUnit
{
    // Files beyond this many in one folder are shared with the other workers.
    private const int FewFiles = 32;

    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        var files = new List<FileUnit>();
        foreach (var entry in List(sink))
        {
            var name = Join(shown, entry.Name);
            var full = Path.Join(path, entry.Name);
            switch (entry.Kind)
            {
                case EntryKind.Folder when entry.Name == ".git" || !walk.Ignores(full, isFolder: true):
                    AddFolder(sink, entry.Name, full, name);
                    break;
                case EntryKind.File when walk.Wants(Join(below, entry.Name)) && !walk.Ignores(full, isFolder: false):
                    files.Add(new FileUnit(full, name, walk.Root, walk.MaxFileSize));
                    break;
                case EntryKind.Link or EntryKind.Other when walk.Wants(Join(below, entry.Name)):
                    sink.NotScanned(new NotScanned(walk.Name(name), entry.Kind == EntryKind.Link ? SkipReason.SymbolicLink : SkipReason.NotRegular));
                    break;
            }
        }

        foreach (var file in files.Skip(FewFiles))
        {
            sink.Later(file);
        }

        for (var i = 0; i < Math.Min(files.Count, FewFiles) && !cancellation.IsCancellationRequested; i++)
        {
            files[i].Read(sink, cancellation);
        }
    }

    private void AddFolder(IContentSink sink, string entry, string full, string name)
    {
        if (entry == "objects" && File.Exists(Path.Join(path, "HEAD")) && Directory.Exists(Path.Join(path, "refs")))
        {
            sink.NotScanned(new NotScanned(walk.Name(name), SkipReason.ObjectStore));
        }
        else
        {
            sink.Later(new FolderUnit(walk, full, name, Join(below, entry)));
        }
    }

    private List<FolderEntry> List(IContentSink sink)
    {
        try
        {
            return FolderEntry.List(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            var reason = e is not (DirectoryNotFoundException or FileNotFoundException) ? SkipReason.Unreadable
                : path.Contains('\uFFFD') ? SkipReason.NameNotUtf8 : SkipReason.Vanished;
            sink.NotScanned(new NotScanned(walk.Name(shown), reason, FileErrors.Brief(e)));
            return [];
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
