using System.Buffers.Binary;
using System.IO.Compression;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads one reftable from front to back. Every record is wanted, so the indexes are not used; they could lie as well.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/reftable</remarks>
internal static class ReftableReader
{
    private const int FooterTail = 44; // five positions of 8 bytes and a CRC
    private const uint Sha1 = 0x73686131; // "sha1"
    private const uint Sha256 = 0x73323536; // "s256"

    /// <summary>Adds the table's records to those of older tables; null is a deletion.</summary>
    /// <param name="logs">Takes the reflog's records, or null if nobody asks for them.</param>
    /// <exception cref="GitFormatException">It is no reftable, or a damaged one. Earlier records have been added.</exception>
    public static void Read(
        ReadOnlySpan<byte> table, int hashLength, Dictionary<string, GitRef?> refs,
        Dictionary<ReftableLogKey, (ObjectId Old, ObjectId New)?>? logs)
    {
        var header = HeaderLength(table, hashLength);
        var blockSize = U24(table, 5);
        var footer = Footer(table, header);
        var end = table.Length - footer.Length;

        var position = 0;
        while (position < end && Block(table[..end], position, header, out var start) == 'r')
        {
            var length = U24(table, start + 1);
            if (length <= start - position + 4 || length > end - position)
            {
                throw new GitFormatException("a block's length is wrong");
            }

            // Restart offsets count from the block's start, in the first block from the file's.
            Records(table.Slice(position, length), start - position + 4, new RefRecords(hashLength, refs));
            position += blockSize > 0 ? Math.Max(length, blockSize) : length;
        }

        if (logs is not null)
        {
            ReadLogs(table[..end], footer, header, hashLength, logs);
        }
    }

    private static void ReadLogs(
        ReadOnlySpan<byte> table, ReadOnlySpan<byte> footer, int header, int hashLength,
        Dictionary<ReftableLogKey, (ObjectId Old, ObjectId New)?> logs)
    {
        var named = BinaryPrimitives.ReadUInt64BigEndian(footer[(header + 24)..]);
        var isLogOnly = table.Length > header && table[header] == 'g';
        if (named == 0 && !isLogOnly)
        {
            return;
        }

        var position = named < (ulong)table.Length ? (int)named : throw new GitFormatException("its log lies outside the file");
        while (position < table.Length && Block(table, position, header, out var start) == 'g' && start + 4 < table.Length)
        {
            var length = U24(table, start + 1);
            var skipped = start - position + 4;
            if (length < skipped)
            {
                throw new GitFormatException("a log block's length is wrong");
            }

            var block = new byte[length];
            var consumed = Inflate(table[(start + 4)..], block.AsSpan(skipped));
            Records(block, skipped, new LogRecords(hashLength, logs));
            position = start + 4 + consumed;
        }
    }

    /// <summary>The type of the block at a position, and where its type stands: in the first block after the file's header.</summary>
    private static byte Block(ReadOnlySpan<byte> table, int position, int header, out int start)
    {
        start = position == 0 ? header : position;
        return start + 4 <= table.Length ? table[start] : (byte)0;
    }

    private static void Records<T>(ReadOnlySpan<byte> block, int first, T visitor) where T : IReftableRecords, allows ref struct
    {
        var restarts = block.Length >= first + 2 ? BinaryPrimitives.ReadUInt16BigEndian(block[^2..]) : 0;
        var end = block.Length - 2 - (3 * restarts);
        if (restarts == 0 || end < first)
        {
            throw new GitFormatException("a block's restart table is wrong");
        }

        var cursor = new ByteCursor(block[first..end]);
        byte[] key = [];
        while (!cursor.IsAtEnd)
        {
            var prefix = cursor.Varint();
            var suffix = cursor.Varint();
            var length = suffix >> 3;
            if (prefix > (ulong)key.Length)
            {
                throw new GitFormatException("a record repeats more of a name than there is");
            }

            key = [.. key.AsSpan(0, (int)prefix), .. cursor.Take(length)];
            visitor.Record(key, (int)(suffix & 7), ref cursor);
        }
    }

    private static int HeaderLength(ReadOnlySpan<byte> table, int hashLength)
    {
        if (table.Length < 24 || !table.StartsWith("REFT"u8))
        {
            throw new GitFormatException("it is not a reftable");
        }

        var hash = table[4] switch
        {
            1 => ObjectId.Sha1Length,
            2 when table.Length >= 28 => BinaryPrimitives.ReadUInt32BigEndian(table[24..]) switch
            {
                Sha1 => ObjectId.Sha1Length,
                Sha256 => ObjectId.Sha256Length,
                _ => throw new GitFormatException("its hash is not known"),
            },
            var version => throw new GitFormatException($"its version {version} is not known"),
        };
        return hash == hashLength ? (table[4] == 1 ? 24 : 28) : throw new GitFormatException("its hash is not the repository's");
    }

    private static ReadOnlySpan<byte> Footer(ReadOnlySpan<byte> table, int header)
    {
        if (table.Length < header + header + FooterTail)
        {
            throw new GitFormatException("it is cut short");
        }

        var footer = table[^(header + FooterTail)..];
        return footer[..header].SequenceEqual(table[..header])
            && BinaryPrimitives.ReadUInt32BigEndian(footer[^4..]) == Crc32(footer[..^4])
            ? footer
            : throw new GitFormatException("its footer is damaged");
    }

    /// <summary>
    /// Inflates one block and says how many bytes it took: the next one starts right behind. The decompressor reads ahead as
    /// far as it is let, so it is let have one byte at a time.
    /// </summary>
    private static unsafe int Inflate(ReadOnlySpan<byte> packed, Span<byte> result)
    {
        fixed (byte* start = packed)
        {
            try
            {
                using var drops = new DropByDrop(new UnmanagedMemoryStream(start, packed.Length));
                using var stream = new ZLibStream(drops, CompressionMode.Decompress);
                return stream.ReadAtLeast(result, result.Length, throwOnEndOfStream: false) == result.Length && stream.ReadByte() < 0
                    ? (int)drops.Position
                    : throw new GitFormatException("a log block has another length than it says");
            }
            catch (Exception e) when (e is InvalidDataException or IOException) // the second for data that ask for a dictionary
            {
                throw new GitFormatException("a log block cannot be inflated");
            }
        }
    }

    private static int U24(ReadOnlySpan<byte> bytes, int at) => (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
            }
        }

        return ~crc;
    }
}
