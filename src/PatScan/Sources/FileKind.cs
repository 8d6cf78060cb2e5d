using System.Runtime.InteropServices;

namespace PatScan.Sources;

/// <summary>
/// Tells regular files from pipes, sockets and devices, which .NET does not: opening a pipe would wait for ever for somebody
/// to write. Only asked about entries of length 0, as all of those are; a file with content is never anything else.
/// </summary>
internal static partial class FileKind
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether the path is a regular file; true where the platform has no other kind or will not say.</summary>
    public static bool IsRegular(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            // struct statx has one layout on all architectures: the mode is 16 bits at offset 28 of 256.
            var buffer = new byte[256];
            const int WorkingDirectory = -100;
            const int NoFollow = 0x100;
            const uint TypeWanted = 1;
            return Statx(WorkingDirectory, path, NoFollow, TypeWanted, buffer) != 0 || (BitConverter.ToUInt16(buffer, 28) & TypeMask) == Regular;
        }

        if (OperatingSystem.IsMacOS())
        {
            // struct stat with 64-bit inodes: the mode is 16 bits at offset 4 of 144.
            var buffer = new byte[256];
            return LStat(path, buffer) != 0 || (BitConverter.ToUInt16(buffer, 4) & TypeMask) == Regular;
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte[] buffer);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, byte[] buffer);
}
