using System.Buffers.Binary;
using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// A split index names a shared one and lists only what differs: positions deleted, positions replaced, entries added.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/index-format, "Split index"; the bitmaps are EWAH compressed.</remarks>
internal static class SplitIndex
{
    public static List<IndexEntry> Merge(
        List<IndexEntry> own, ReadOnlySpan<byte> link, int hashLength, Func<string, byte[]?> readShared)
    {
        if (link.Length < hashLength)
        {
            throw new GitFormatException("its link to a shared index is cut short");
        }

        var id = new ObjectId(link[..hashLength]);
        if (id.IsZero)
        {
            return own;
        }

        var shared = readShared($"sharedindex.{id}") ?? throw new GitFormatException($"its shared part 'sharedindex.{id}' is missing");
        var entries = IndexFile.Parse(shared, hashLength, _ => throw new GitFormatException("its shared part is split again")).Entries;
        var rest = link[hashLength..];
        var deleted = rest.Length > 0 ? Bits(ref rest, entries.Count) : new bool[entries.Count];
        var replaced = rest.Length > 0 ? Bits(ref rest, entries.Count) : new bool[entries.Count];
        return Merge(entries, own, deleted, replaced);
    }

    private static List<IndexEntry> Merge(IReadOnlyList<IndexEntry> shared, List<IndexEntry> own, bool[] deleted, bool[] replaced)
    {
        // A replacement has no path of its own: it comes in the order of the replaced. What has a path is added.
        var next = 0;
        var merged = new List<IndexEntry>(shared.Count + own.Count);
        for (var i = 0; i < shared.Count; i++)
        {
            var entry = shared[i];
            if (replaced[i])
            {
                entry = next < own.Count && own[next].Path.Length == 0
                    ? own[next++] with { Path = entry.Path }
                    : throw new GitFormatException("its link replaces more than it has");
            }

            if (!deleted[i])
            {
                merged.Add(entry);
            }
        }

        var added = own[next..];
        if (added.Exists(e => e.Path.Length == 0))
        {
            throw new GitFormatException("an added entry has no path");
        }

        // An added one takes the place of one with the same path and stage.
        var all = new Dictionary<(string, int), IndexEntry>(merged.Count + added.Count);
        foreach (var entry in merged.Concat(added))
        {
            all[(Encoding.Latin1.GetString(entry.Path), entry.Stage)] = entry;
        }

        return [.. all.Values.OrderBy(e => e.Path, PathOrder.Instance).ThenBy(e => e.Stage)];
    }

    /// <summary>
    /// Reads an EWAH bitmap: bit count, word count, words of 64 bits, the position of the last run. A word says how long a run
    /// of equal words is, and how many literal words follow it. Bits past <paramref name="size"/> must not be set.
    /// </summary>
    private static bool[] Bits(ref ReadOnlySpan<byte> rest, int size)
    {
        var words = rest.Length >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(rest[4..]) : 0;
        if (rest.Length < 12 || words > (rest.Length - 12) / 8)
        {
            throw new GitFormatException("a bitmap is cut short");
        }

        var bits = new bool[size];
        var data = rest.Slice(8, (int)words * 8);
        rest = rest[(12 + ((int)words * 8))..];
        long at = 0;
        while (data.Length > 0)
        {
            var run = BinaryPrimitives.ReadUInt64BigEndian(data);
            data = data[8..];
            var length = (long)((run >> 1) & 0xFFFF_FFFF) * 64;
            var literals = (long)(run >> 33);
            if ((run & 1) != 0)
            {
                // A run is whole words, so the last may reach past the end.
                bits.AsSpan((int)Math.Min(at, size)).Fill(true);
                if (at + length < size)
                {
                    bits.AsSpan((int)(at + length)).Clear();
                }
            }

            at += length;
            if (literals > data.Length / 8)
            {
                throw new GitFormatException("a bitmap is cut short");
            }

            for (; literals > 0; literals--, at += 64, data = data[8..])
            {
                Set(bits, at, BinaryPrimitives.ReadUInt64BigEndian(data));
            }
        }

        return bits;
    }

    private static void Set(bool[] bits, long at, ulong word)
    {
        for (; word != 0; word &= word - 1)
        {
            var bit = at + System.Numerics.BitOperations.TrailingZeroCount(word);
            bits[bit < bits.Length ? bit : throw new GitFormatException("a bitmap is longer than the shared index")] = true;
        }
    }
}
