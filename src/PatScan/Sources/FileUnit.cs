using Microsoft.Win32.SafeHandles;
using PatScan.Content;
using PatScan.Sources.Posix;

namespace PatScan.Sources;

/// <summary>One file. Unit, reader and provider of its own origin in one object, since there is one for every file.</summary>
/// <param name="path">Where to open it.</param>
/// <param name="name">What to call it: relative to <paramref name="root"/>, with '/' between its parts.</param>
/// <param name="root">The folder that <paramref name="name"/> is relative to, or null for the current one.</param>
/// <param name="maxSize">The length in bytes above which it is not read.</param>
internal sealed class FileUnit(string path, string name, string? root, long maxSize = long.MaxValue) : IUnit, IByteReader, IOriginProvider
{
    // A file that grows while it is read is followed this far past its first length, not for ever.
    private const long MostGrowth = 1L << 30;

    private SafeFileHandle? handle;
    private long offset;
    private long end;
    private bool atEnd;

    public Origin Describe(long key) => new(OriginKind.File, ByteName.Show(name)) { Root = root };

    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        try
        {
            using (handle = Open())
            {
                if (maxSize < long.MaxValue && RandomAccess.GetLength(handle) > maxSize)
                {
                    sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.TooLarge));
                    return;
                }

                sink.Content(this, this, 0);
            }

            if (offset < end)
            {
                sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.Changed, $"it ended at byte {offset} of {end}"));
            }
            else if (!atEnd)
            {
                sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.Changed, $"it grew without end; read up to byte {offset}"));
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Where .NET lists folders, it makes U+FFFD of bytes that are no UTF-8, and cannot open the name that it made.
            var reason = path.Contains('\uFFFD') ? SkipReason.NameNotUtf8 : SkipReason.Vanished;
            sink.NotScanned(new NotScanned(Describe(0).Display, reason));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            sink.NotScanned(new NotScanned(Describe(0).Display, SkipReason.Unreadable, FileErrors.Brief(e)));
        }
    }

    private SafeFileHandle Open() => LinuxFiles.IsSupported
        ? LinuxFiles.Open(path)
        : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Only a read of nothing is the end: files of the system, and of some networks, give less than is asked for.</summary>
    public int Read(Span<byte> buffer)
    {
        if (atEnd || offset > end + MostGrowth)
        {
            return 0;
        }

        var read = RandomAccess.Read(handle!, buffer, offset);
        atEnd = read == 0;
        end = offset == 0 && read == buffer.Length ? RandomAccess.GetLength(handle!) : end;
        offset += read;
        return read;
    }
}
