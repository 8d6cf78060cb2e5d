using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PatScan.AzureDevOps.Trail;

/// <summary>Files for the operator's eyes, and one process at a time.</summary>
internal static partial class PrivateFile
{
    private const int ExclusiveNow = 2 | 4; // LOCK_EX | LOCK_NB, the same on Linux and macOS

    /// <summary>Created with mode 0600 where modes exist; unbuffered, so that a flush has nothing of ours to forget.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Makes the folder, closed to others where it did not exist.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// Whether this process now holds the file alone. The kernel gives it back however the process ends. Not left to
    /// FileShare: the program switches .NET's own locks off on Unix, for the scan's sake.
    /// </summary>
    public static bool TryLock(SafeFileHandle file) => OperatingSystem.IsWindows() || Lock(file, ExclusiveNow) == 0;

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
