using System.IO.Enumeration;
using PatScan.Sources.Posix;

namespace PatScan.Sources;

/// <summary>An entry of a folder.</summary>
internal readonly record struct FolderEntry(string Name, EntryKind Kind)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>
    /// The entries of a folder, whatever they are. On Linux read from the system itself: it tells the kind of an entry with
    /// its name, which .NET spends two more calls on, and keeps names that are no UTF-8.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static List<FolderEntry> List(string folder) => LinuxFiles.IsSupported
        ? LinuxFiles.List(folder)
        : [.. new FileSystemEnumerable<FolderEntry>(folder, static (ref FileSystemEntry entry) => Of(ref entry), Everything)];

    private static FolderEntry Of(ref FileSystemEntry entry)
    {
        // On Windows files kept in a cloud are reparse points too, and their content counts.
        var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0
            && (!OperatingSystem.IsWindows() || entry.ToFileSystemInfo().LinkTarget is not null);
        var kind = isLink ? EntryKind.Link
            : entry.IsDirectory ? EntryKind.Folder
            : entry.Length > 0 ? EntryKind.File
            : FileKind.Of(entry.ToFullPath());
        return new FolderEntry(entry.FileName.ToString(), kind);
    }
}
