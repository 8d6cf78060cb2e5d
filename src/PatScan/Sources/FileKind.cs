using System.Runtime.InteropServices;
using PatScan.Sources.Posix;

namespace PatScan.Sources;

/// <summary>Tells regular files from pipes, sockets and devices, which .NET does not.</summary>
internal static partial class FileKind
{
    /// <summary>The kind of what is at the path, links not followed; a file where the platform will not say.</summary>
    public static EntryKind Of(string path)
    {
        var mode = OperatingSystem.IsLinux() ? LinuxFiles.Mode(path) : OperatingSystem.IsMacOS() ? MacMode(path) : 0;
        return (mode & 0xF000) switch
        {
            0x4000 => EntryKind.Folder,
            0xA000 => EntryKind.Link,
            0x8000 or 0 => EntryKind.File,
            _ => EntryKind.Other,
        };
    }

    private static int MacMode(string path)
    {
        // struct stat with 64-bit inodes: the mode is 16 bits at offset 4 of 144.
        var buffer = new byte[256];
        return LStat(path, buffer) == 0 ? BitConverter.ToUInt16(buffer, 4) : 0;
    }

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, byte[] buffer);
}
