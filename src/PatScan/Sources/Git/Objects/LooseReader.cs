using System.Buffers;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads loose objects one after another into the same memory: opening and mapping each costs five times as much, and most
/// are smaller than a page.
/// </summary>
internal sealed unsafe class LooseReader(GitLimits limits) : IDisposable
{
    private const int FirstSize = 64 * 1024;

    private byte[] file = ArrayPool<byte>.Shared.Rent(FirstSize);
    private byte[] content = ArrayPool<byte>.Shared.Rent(FirstSize);
    private LooseHeader header;

    /// <summary>What the last object is.</summary>
    public LooseHeader Header => header;

    /// <summary>The content of the last object, until the next is read.</summary>
    public ReadOnlySpan<byte> Content => content.AsSpan(header.Length, (int)header.Size);

    /// <summary>Reads a file; false when it is too large for that, and to be streamed.</summary>
    /// <exception cref="InvalidObjectException">It cannot be read or is no object.</exception>
    public bool TryRead(string path)
    {
        try
        {
            return TryInflate(ReadFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidObjectException(e.Message, GitSkips.Unreadable);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(file);
        ArrayPool<byte>.Shared.Return(content);
    }

    // How many bytes the file has, or -1 for too many.
    private int ReadFile(string path)
    {
        RegularFile.Require(path);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        if (length >= limits.StreamFrom)
        {
            return -1;
        }

        Grow(ref file, length);
        var read = 0;
        while (read < length && RandomAccess.Read(handle, file.AsSpan(read, (int)length - read), read) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }

    // The size is known once some bytes are inflated. Most objects are whole by then.
    private bool TryInflate(int length)
    {
        for (var again = false; length >= 0; again = true)
        {
            InflateResult result;
            long written;
            fixed (byte* source = file, target = content)
            {
                result = Inflater.Current.Inflate(source, length, target, content.Length - Inflater.Slack, Inflater.Slack, out written);
            }

            if (!LooseHeader.TryParse(content.AsSpan(0, (int)written), out header))
            {
                throw new InvalidObjectException("it does not start as a loose object does");
            }

            if (result == InflateResult.Full && !again && header.Size >= limits.StreamFrom)
            {
                return false;
            }

            if (result == InflateResult.Full && !again && ObjectBytes.IsPossible(header.Size, length))
            {
                Grow(ref content, header.Size + header.Length);
                continue;
            }

            return result switch
            {
                InflateResult.Done when written == header.Size + header.Length => true,
                InflateResult.Done => throw new InvalidObjectException("its data have another length than its header says"),
                InflateResult.Full => throw new InvalidObjectException("its data are longer than its header says"),
                InflateResult.Truncated => throw new InvalidObjectException("its data end early"),
                _ => throw new InvalidObjectException("its data cannot be inflated"),
            };
        }

        return false;
    }

    private static void Grow(ref byte[] array, long length)
    {
        if (array.Length < length + Inflater.Slack)
        {
            ArrayPool<byte>.Shared.Return(array);
            array = ArrayPool<byte>.Shared.Rent((int)length + Inflater.Slack);
        }
    }
}
