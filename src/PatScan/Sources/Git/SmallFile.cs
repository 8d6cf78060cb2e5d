using System.Security;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads the small files of a <c>.git</c> folder. The folder may be hostile: a ref may be a pipe that never answers, a
/// device without end, or a link to one. All of those have length zero, and a file of length zero is never opened.
/// </summary>
internal static class SmallFile
{
    /// <summary>The file's bytes, or null if there is no such file.</summary>
    /// <exception cref="GitFormatException">It is larger than <paramref name="limit"/> or cannot be read.</exception>
    public static byte[]? Read(string path, long limit)
    {
        try
        {
            if (Length(path) is not { } length)
            {
                return null;
            }

            return length == 0 ? [] : length <= limit ? ReadBytes(path, (int)length)
                : throw new GitFormatException($"larger than {limit} bytes");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            throw new GitFormatException($"unreadable: {e.GetType().Name}");
        }
    }

    /// <summary>As <see cref="Read"/>, but null as well if it is unreadable or too large.</summary>
    public static byte[]? TryRead(string path, long limit)
    {
        try
        {
            return Read(path, limit);
        }
        catch (GitFormatException)
        {
            return null;
        }
    }

    /// <summary>The file's first line as text without its line end, or null if the file is missing or unreadable.</summary>
    public static string? TryReadLine(string path, long limit)
    {
        if (TryRead(path, limit) is not { } bytes)
        {
            return null;
        }

        var end = bytes.AsSpan().IndexOfAny((byte)'\n', (byte)'\r');
        return GitText.Decode(end < 0 ? bytes : bytes.AsSpan(0, end));
    }

    /// <summary>The length of a file, links followed; null if it is missing or a folder.</summary>
    public static long? Length(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }

        return file.Exists && (file.Attributes & FileAttributes.Directory) == 0 ? file.Length : null;
    }

    private static byte[] ReadBytes(string path, int length)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[length];
        var read = 0;
        while (read < length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is var n and > 0)
        {
            read += n;
        }

        return read == length ? bytes : bytes[..read];
    }
}
