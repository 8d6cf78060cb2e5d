using System.Buffers.Binary;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>
/// Entry points for fuzzing: bytes that somebody else wrote, into every parser that takes them whole. A refusal is fine; anything
/// else that is thrown is a bug. Each says how often the bytes were still taken for good.
/// </summary>
internal static class FuzzTargets
{
    private static readonly int[] HashLengths = [ObjectId.Sha1Length, ObjectId.Sha256Length];

    public delegate int Reader(ReadOnlySpan<byte> bytes);

    /// <summary>Reads the bytes as a commit, a tag and a tree.</summary>
    public static int Fuzz(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return HashLengths.Sum(length =>
            Try(() => CommitObject.Parse(copy, length)) + Try(() => TagObject.Parse(copy, length)) + Try(() => ReadTree(copy, length)));
    }

    /// <summary>Reads the bytes as an index that is its own shared part.</summary>
    public static int FuzzIndex(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return HashLengths.Sum(length => Try(() => IndexFile.Parse(copy, length, _ => copy)));
    }

    /// <summary>Reads the bytes as a reftable.</summary>
    public static int FuzzReftable(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return HashLengths.Sum(length => Try(() => ReftableReader.Read(copy, length, [], [])));
    }

    /// <summary>Reads the bytes as a config file.</summary>
    public static int FuzzConfig(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return Try(() => GitConfig.Parse(copy));
    }

    /// <summary>A damaged reftable with header, footer and checksum made right again, or all damage would end there.</summary>
    public static byte[] WithGoodFooter(byte[] table)
    {
        if (table.Length < 5 || table.Length < (table[4] == 2 ? 28 : 24) + 44)
        {
            return table;
        }

        var header = table[4] == 2 ? 28 : 24;
        var footer = table.AsSpan(table.Length - header - 44);
        table.AsSpan(0, header).CopyTo(footer);
        var crc = ~0u;
        foreach (var b in footer[..^4])
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(footer[^4..], ~crc);
        return table;
    }

    private static void ReadTree(byte[] bytes, int hashLength)
    {
        var reader = new TreeReader(bytes, hashLength);
        while (reader.Next())
        {
            GitText.Decode(reader.Current.Name);
        }
    }

    private static int Try(Action read)
    {
        try
        {
            read();
            return 1;
        }
        catch (GitFormatException)
        {
            return 0;
        }
    }
}
