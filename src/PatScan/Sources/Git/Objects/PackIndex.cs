using System.Buffers.Binary;

namespace PatScan.Sources.Git;

/// <summary>
/// A pack's <c>.idx</c> file, versions 1 and 2: object ids in order, and where in the pack each lies.
/// Format: git's <c>Documentation/gitformat-pack.txt</c>. Only the sizes and the fan-out table are checked on opening; what a
/// lying table can cause afterwards is a wrong answer about its own objects, never a read outside the file.
/// </summary>
internal sealed unsafe class PackIndex : IDisposable
{
    private const uint Magic = 0xFF744F63;
    private const int FanoutSize = 256 * 4;

    private readonly MappedFile map;
    private readonly byte* fanout;
    private readonly byte* ids;
    private readonly int idStride;
    private readonly byte* offsets;
    private readonly int offsetStride;
    private readonly byte* wideOffsets;
    private readonly long wideCount;

    private PackIndex(MappedFile map, int hashLength)
    {
        this.map = map;
        HashLength = hashLength;
        var trailer = 2L * hashLength;
        var versioned = map.Length >= 8 && U32(map.Start) == Magic;
        var head = versioned ? 8 : 0;
        if (map.Length < head + FanoutSize + trailer)
        {
            throw new InvalidPackException("the index is cut short");
        }

        if (versioned && U32(map.Start + 4) is not 2 and var version)
        {
            throw new InvalidPackException($"index version {version} is not known", GitSkips.UnsupportedFormat);
        }

        fanout = map.Start + head;
        var count = CheckedCount(fanout);
        ids = fanout + FanoutSize;
        var tables = map.Length - head - FanoutSize - trailer;
        if (versioned)
        {
            idStride = hashLength;
            offsets = ids + count * (hashLength + 4); // a CRC of four bytes an object lies between
            offsetStride = 4;
            wideOffsets = offsets + count * 4;
            var wide = tables - count * (hashLength + 8);
            wideCount = wide / 8;
            if (wide < 0 || wide % 8 != 0 || wideCount > count)
            {
                throw new InvalidPackException("the index has another size than its object count asks for");
            }
        }
        else
        {
            offsets = ids;
            ids += 4;
            idStride = offsetStride = hashLength + 4;
            if (hashLength != ObjectId.Sha1Length || tables != count * idStride)
            {
                throw new InvalidPackException("it is neither an index of version 2 nor one of version 1", GitSkips.UnsupportedFormat);
            }
        }

        Count = (int)count;
    }

    /// <summary>How many objects it lists.</summary>
    public int Count { get; }

    /// <summary>Bytes of an object id.</summary>
    public int HashLength { get; }

    /// <summary>What the pack's last bytes must be.</summary>
    public ReadOnlySpan<byte> PackChecksum => new(map.Start + map.Length - 2 * HashLength, HashLength);

    /// <summary>Opens and checks an index.</summary>
    /// <exception cref="InvalidPackException">It is no index that we can read.</exception>
    public static PackIndex Open(string path, int hashLength)
    {
        var map = MappedFile.Open(path);
        try
        {
            return new PackIndex(map, hashLength);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>The id at <paramref name="position"/>, in the order of ids.</summary>
    public ReadOnlySpan<byte> IdAt(int position) => new(ids + (long)position * idStride, HashLength);

    /// <summary>Where in the pack the object at <paramref name="position"/> starts, or -1 when the index does not say.</summary>
    public long OffsetAt(int position)
    {
        var offset = U32(offsets + (long)position * offsetStride);
        if (offsetStride != 4 || (offset & 0x8000_0000) == 0)
        {
            return offset;
        }

        var wide = offset & 0x7FFF_FFFF;
        return wide < wideCount && BinaryPrimitives.ReadInt64BigEndian(new ReadOnlySpan<byte>(wideOffsets + wide * 8L, 8)) is >= 0 and var far
            ? far
            : -1;
    }

    /// <summary>The position of an id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        var low = id[0] == 0 ? 0 : (int)U32(fanout + (id[0] - 1) * 4);
        var high = (int)U32(fanout + id[0] * 4) - 1;
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var order = IdAt(middle).SequenceCompareTo(id);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Dispose() => map.Dispose();

    private static long CheckedCount(byte* fanout)
    {
        uint last = 0;
        for (var i = 0; i < 256; i++)
        {
            var next = U32(fanout + i * 4);
            if (next < last || next > int.MaxValue / 2)
            {
                throw new InvalidPackException("the index's fan-out table is not in order");
            }

            last = next;
        }

        return last;
    }

    private static uint U32(byte* at) => BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(at, 4));
}
