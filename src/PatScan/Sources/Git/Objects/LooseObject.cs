using PatScan.Content;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

/// <summary>One object in a file of its own: zlib data of a header and the content, <c>objects/ab/cdef…</c>.</summary>
internal sealed unsafe class LooseObject : IDisposable
{
    private readonly MappedFile? map;

    private LooseObject(MappedFile map)
    {
        this.map = map;
        var start = stackalloc byte[LooseHeader.MaxLength];
        var result = Inflater.Current.Inflate(map.Start, map.Length, start, LooseHeader.MaxLength, 0, out var length);
        if (result == InflateResult.Corrupt || !LooseHeader.TryParse(new ReadOnlySpan<byte>(start, (int)length), out var header))
        {
            throw new InvalidObjectException("it does not start as a loose object does");
        }

        Header = header;
    }

    /// <summary>Its kind and size as it claims them.</summary>
    public LooseHeader Header { get; }

    /// <summary>Where an object of that id lies under an object directory.</summary>
    public static string PathOf(string directory, in ObjectId id)
    {
        var hex = id.ToString();
        return Path.Join(directory, hex.AsSpan(0, 2), hex.AsSpan(2));
    }

    /// <summary>Opens the file, or null when there is none.</summary>
    /// <exception cref="InvalidObjectException">It cannot be read or is no object.</exception>
    public static LooseObject? TryOpen(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        MappedFile? map = null;
        try
        {
            map = MappedFile.Open(path);
            return new LooseObject(map);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidObjectException(e.Message, GitSkips.Unreadable);
        }
        catch (InvalidPackException e)
        {
            throw new InvalidObjectException(e.Message);
        }
        catch
        {
            map?.Dispose();
            throw;
        }
    }

    /// <summary>Its content, whole.</summary>
    /// <exception cref="InvalidObjectException">It is broken, or larger than <paramref name="limits"/> allow.</exception>
    public byte[] Read(GitLimits limits)
    {
        if (Header.Size > limits.MaxInMemory)
        {
            throw new InvalidObjectException($"it needs {Header.Size} bytes of memory", GitSkips.TooLarge);
        }

        var whole = Header.Size + Header.Length;
        var content = ObjectBytes.Allocate(whole, map!.Length);
        fixed (byte* result = content)
        {
            if (Inflater.Current.Inflate(map.Start, map.Length, result, whole) is { } trouble)
            {
                throw new InvalidObjectException(trouble);
            }
        }

        return content[Header.Length..];
    }

    /// <summary>Hands its content to a sink, in pieces when it is large.</summary>
    /// <exception cref="InvalidObjectException">It is broken; some of it may have been handed out.</exception>
    public void Give(IContentSink sink, IOriginProvider source, long key, GitLimits limits)
    {
        if (Header.Size < limits.StreamFrom)
        {
            sink.Content(Read(limits), source, key);
            return;
        }

        using var reader = new InflateReader(map!.Start, map.Length, Header.Length, Header.Size);
        sink.Content(reader, source, key);
        if (reader.Trouble is { } trouble)
        {
            throw new InvalidObjectException(trouble);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => map?.Dispose();
}
