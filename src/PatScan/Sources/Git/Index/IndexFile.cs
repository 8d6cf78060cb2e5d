using System.Buffers.Binary;
using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads git's index, versions 2 to 4, with split and sparse ones: LibGit2Sharp knows neither of those nor SHA-256, and a
/// staged secret must not be missed for the form of the list it is on.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/index-format. The checksum at the end is not verified, as git itself does not.</remarks>
internal sealed class IndexFile
{
    /// <summary>An index of ten million files has about a gigabyte.</summary>
    private const long LargestFile = int.MaxValue - 64;

    private const int FixedStat = 40;

    private IndexFile(IReadOnlyList<IndexEntry> entries, bool isSparse)
    {
        Entries = entries;
        IsSparse = isSparse;
    }

    /// <summary>In the order of the file, which is that of paths, then stages.</summary>
    public IReadOnlyList<IndexEntry> Entries { get; }

    /// <summary>Whether some entries may be whole folders.</summary>
    public bool IsSparse { get; }

    /// <summary>Reads an index and, if it is split, the shared part beside HEAD. Missing: empty, as before the first add.</summary>
    /// <param name="path">The index.</param>
    /// <param name="sharedFolder">Where <c>sharedindex.*</c> lie: the git folder.</param>
    /// <param name="hashLength">Bytes of an object id.</param>
    /// <exception cref="GitFormatException">It is malformed or of a form that is not known.</exception>
    public static IndexFile Read(string path, string sharedFolder, int hashLength) =>
        SmallFile.Read(path, LargestFile) is { } bytes
            ? Parse(bytes, hashLength, name => SmallFile.Read(System.IO.Path.Combine(sharedFolder, name), LargestFile))
            : new IndexFile([], false);

    /// <param name="readShared">Gives the bytes of the file named <c>sharedindex.ID</c>, or null if it is missing.</param>
    /// <exception cref="GitFormatException">It is malformed or of a form that is not known.</exception>
    public static IndexFile Parse(ReadOnlySpan<byte> bytes, int hashLength, Func<string, byte[]?> readShared)
    {
        if (bytes.Length < 12 + hashLength || !bytes.StartsWith("DIRC"u8))
        {
            throw new GitFormatException("it is not an index, or cut short");
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (version is < 2 or > 4)
        {
            throw new GitFormatException($"its version {version} is not known");
        }

        var rest = bytes[12..^hashLength];
        var entries = ReadEntries(ref rest, BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), version, hashLength);
        var isSparse = false;
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            if (length > (uint)rest.Length - 8)
            {
                throw new GitFormatException("an extension is cut short");
            }

            var extension = rest.Slice(8, (int)length);
            if (rest.StartsWith("link"u8))
            {
                entries = SplitIndex.Merge(entries, extension, hashLength, readShared);
            }
            else if (rest.StartsWith("sdir"u8))
            {
                isSparse = true;
            }
            else if (rest[0] is < (byte)'A' or > (byte)'Z')
            {
                throw new GitFormatException($"its extension '{Encoding.Latin1.GetString(rest[..4])}' is not known");
            }

            rest = rest[(8 + (int)length)..];
        }

        return new IndexFile(entries, isSparse);
    }

    private static List<IndexEntry> ReadEntries(ref ReadOnlySpan<byte> rest, uint count, uint version, int hashLength)
    {
        // The count may lie: memory is paid as entries are read, each at least this long.
        var shortest = FixedStat + hashLength + 3;
        if (count > rest.Length / shortest)
        {
            throw new GitFormatException("it has fewer entries than it says");
        }

        var entries = new List<IndexEntry>((int)count);
        byte[] previous = [];
        for (var i = 0; i < count; i++)
        {
            var entry = ReadEntry(ref rest, version, hashLength, previous);
            entries.Add(entry);
            previous = entry.Path;
        }

        return entries;
    }

    private static IndexEntry ReadEntry(ref ReadOnlySpan<byte> rest, uint version, int hashLength, byte[] previous)
    {
        var head = FixedStat + hashLength + 2;
        Need(rest, head);
        var mode = (int)BinaryPrimitives.ReadUInt32BigEndian(rest[24..]);
        var id = new ObjectId(rest.Slice(FixedStat, hashLength));
        var flags = BinaryPrimitives.ReadUInt16BigEndian(rest[(head - 2)..]);
        var extended = 0;
        if ((flags & 0x4000) != 0)
        {
            Need(rest, head + 2);
            extended = version >= 3 ? BinaryPrimitives.ReadUInt16BigEndian(rest[head..]) : throw new GitFormatException("version 2 has no extended flags");
            head += 2;
        }

        var kept = 0;
        if (version == 4)
        {
            var cursor = new ByteCursor(rest[head..]);
            var dropped = cursor.Varint();
            kept = dropped <= (uint)previous.Length ? previous.Length - (int)dropped : throw new GitFormatException("a path drops more than there is");
            head = rest.Length - cursor.Remaining;
        }

        var end = rest[head..].IndexOf((byte)0);
        if (end < 0)
        {
            throw new GitFormatException("a path has no end");
        }

        byte[] path = [.. previous.AsSpan(0, kept), .. rest.Slice(head, end)];
        var length = head + end + 1;
        if (version < 4)
        {
            length = (head + end + 8) & ~7; // one to eight NULs, up to a multiple of eight
            Need(rest, length);
        }

        rest = rest[length..];
        return new IndexEntry(path, mode, id, (flags >> 12) & 3, (extended & 0x2000) != 0, (extended & 0x4000) != 0);
    }

    private static void Need(ReadOnlySpan<byte> rest, int length)
    {
        if (rest.Length < length)
        {
            throw new GitFormatException("an entry is cut short");
        }
    }
}
