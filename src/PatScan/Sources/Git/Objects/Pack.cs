using System.Buffers.Binary;

namespace PatScan.Sources.Git;

/// <summary>
/// A pack file and its index, mapped. Cruft, promisor and kept packs are packs like others; their companions (<c>.mtimes</c>,
/// <c>.promisor</c>, <c>.keep</c>, <c>.rev</c>, <c>.bitmap</c>) and a multi-pack-index hold nothing that the index does not.
/// </summary>
internal sealed unsafe class Pack : IDisposable
{
    private const uint Magic = 0x5041434B; // PACK
    private const int HeaderSize = 12;

    private readonly MappedFile map;

    private Pack(string path, MappedFile map, PackIndex index)
    {
        this.map = map;
        Path = path;
        Index = index;
        if (map.Length < HeaderSize + index.HashLength)
        {
            throw new InvalidPackException("the pack is cut short");
        }

        if (U32(0) != Magic)
        {
            throw new InvalidPackException("the file does not start as a pack does", GitSkips.UnsupportedFormat);
        }

        if (U32(4) is not (2 or 3) and var version)
        {
            throw new InvalidPackException($"pack version {version} is not known", GitSkips.UnsupportedFormat);
        }

        End = map.Length - index.HashLength;
        if (!new ReadOnlySpan<byte>(map.Start + End, index.HashLength).SequenceEqual(index.PackChecksum))
        {
            End = map.Length; // cut short, perhaps: then its last bytes are objects too
            Damage = "the pack does not end with the checksum that its index names; what can be read of it is scanned";
        }
        else if (U32(8) != (uint)index.Count)
        {
            Damage = "the pack claims another number of objects than its index; those in the index are scanned";
        }
    }

    /// <summary>The file, for people.</summary>
    public string Path { get; }

    /// <summary>Its index.</summary>
    public PackIndex Index { get; }

    /// <summary>Where the objects end and the checksum starts.</summary>
    public long End { get; }

    /// <summary>What is wrong with the pack as a whole although it can be read, or null.</summary>
    public string? Damage { get; }

    /// <summary>Opens <paramref name="path"/> and the <c>.idx</c> beside it.</summary>
    /// <exception cref="InvalidPackException">They are nothing that we can read.</exception>
    public static Pack Open(string path, int hashLength)
    {
        PackIndex? index = null;
        MappedFile? map = null;
        try
        {
            index = PackIndex.Open(System.IO.Path.ChangeExtension(path, ".idx"), hashLength);
            map = MappedFile.Open(path);
            return new Pack(path, map, index);
        }
        catch
        {
            map?.Dispose();
            index?.Dispose();
            throw;
        }
    }

    /// <summary>The memory of the pack from <paramref name="offset"/> on, which must lie before <see cref="End"/>.</summary>
    public byte* At(long offset) => map.Start + offset;

    /// <summary>The id of the base of a <see cref="PackEntry.NamedDelta"/>.</summary>
    public ReadOnlySpan<byte> BaseId(in PackEntry entry) => new(map.Start + entry.Data - Index.HashLength, Index.HashLength);

    /// <summary>Reads the header at <paramref name="offset"/>, any number; says what is wrong with it, or null.</summary>
    public string? ReadEntry(long offset, out PackEntry entry)
    {
        entry = default;
        if (offset < HeaderSize || offset >= End)
        {
            return "its offset lies outside the pack";
        }

        var at = offset;
        var b = map.Start[at++];
        var type = (b >> 4) & 7;
        long size = b & 15;
        for (var shift = 4; (b & 0x80) != 0; shift += 7)
        {
            if (at >= End || shift > 53)
            {
                return "its header does not end";
            }

            b = map.Start[at++];
            size |= (long)(b & 0x7F) << shift;
        }

        long baseOffset = 0;
        if (type == PackEntry.OffsetDelta)
        {
            if (!ReadDistance(ref at, out var distance) || distance <= 0 || distance > offset - HeaderSize)
            {
                return "its delta base lies outside the pack";
            }

            baseOffset = offset - distance;
        }
        else if (type == PackEntry.NamedDelta)
        {
            at += Index.HashLength;
        }
        else if (type is 0 or 5)
        {
            return "its type is not known";
        }

        if (at >= End)
        {
            return "its header does not end";
        }

        entry = new PackEntry { Type = type, Size = size, Data = at, Base = baseOffset };
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        map.Dispose();
        Index.Dispose();
    }

    // Seven bits a byte, most significant first; each further byte adds one, so that no distance has two spellings.
    private bool ReadDistance(ref long at, out long distance)
    {
        distance = -1;
        byte b;
        do
        {
            if (at >= End || distance > long.MaxValue >> 8)
            {
                return false;
            }

            b = map.Start[at++];
            distance = ((distance + 1) << 7) | (long)(b & 0x7F);
        }
        while ((b & 0x80) != 0);
        return true;
    }

    private uint U32(long offset) => BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(map.Start + offset, 4));
}
