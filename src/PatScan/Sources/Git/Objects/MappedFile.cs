using System.IO.MemoryMappedFiles;

namespace PatScan.Sources.Git;

/// <summary>
/// A whole file as memory that the system pages in and drops. Packs are larger than memory may be, and reading them through
/// buffers costs a copy. A file that another process cuts short under us ends the process (SIGBUS, or an access violation on
/// Windows): nothing managed can catch that; git itself replaces packs, it never shortens them.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    private MappedFile(MemoryMappedFile file, long length)
    {
        this.file = file;
        view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + view.PointerOffset;
        Length = length;
    }

    /// <summary>The first byte. Valid until <see cref="Dispose"/>, which must not happen while somebody reads.</summary>
    public byte* Start { get; }

    /// <summary>Bytes that may be read from <see cref="Start"/>.</summary>
    public long Length { get; }

    /// <summary>Maps a file for reading, letting others write or delete it.</summary>
    /// <exception cref="IOException">It cannot be opened or mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidPackException">It is empty.</exception>
    public static MappedFile Open(string path)
    {
        RegularFile.Require(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var length = stream.Length;
        if (length == 0)
        {
            stream.Dispose();
            throw new InvalidPackException("the file is empty");
        }

        MemoryMappedFile? file = null;
        try
        {
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(file, length);
        }
        catch
        {
            file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
