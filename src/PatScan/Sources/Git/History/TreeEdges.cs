namespace PatScan.Sources.Git;

/// <summary>
/// Finds the edges of trees that come one after the other. Entries that are, byte for byte, those of the tree before keep
/// their edges without being looked at; in practice that is all but one or two of some hundred.
/// </summary>
/// <param name="hashLength">Bytes of an object id.</param>
/// <param name="numbers">Gives trees and names their numbers.</param>
/// <param name="targets">The wanted objects, numbered.</param>
internal sealed class TreeEdges(int hashLength, TreeNumbers numbers, IEntryFilter targets)
{
    private Layout before = new(), now = new();
    private bool isForgotten;

    /// <summary>The edges of a tree, in its order; good until the next call. Of a malformed tree those before the damage.</summary>
    /// <param name="isDamaged">Whether the tree is malformed.</param>
    public ReadOnlySpan<TreeEdge> Of(ReadOnlySpan<byte> tree, out bool isDamaged)
    {
        if (isForgotten)
        {
            now.Clear();
            isForgotten = false;
        }

        isDamaged = false;
        try
        {
            if (Patch(tree))
            {
                return now.Edges;
            }
        }
        catch (GitFormatException)
        {
            // read again below, to find all that comes before the damage
        }

        (before, now) = (now, before);
        now.Clear();
        try
        {
            Read(tree);
            now.Keep(tree);
        }
        catch (GitFormatException)
        {
            isDamaged = isForgotten = true; // what follows the damage is no entry that a later tree could repeat
        }

        return now.Edges;
    }

    /// <summary>
    /// Most trees have other ids for the same names, so everything stays in its place. False if this one has not; then what
    /// was patched is still right, and serves as the tree before.
    /// </summary>
    private bool Patch(ReadOnlySpan<byte> tree)
    {
        if (tree.Length != now.Content.Length)
        {
            return false;
        }

        for (int entry = 0, at = 0; ; entry++)
        {
            at += tree[at..].CommonPrefixLength(now.Content[at..]);
            if (at == tree.Length)
            {
                return true;
            }

            entry = now.EntryAt(entry, at);
            if (entry == now.Count)
            {
                return false;
            }

            at = now.Start(entry);
            var reader = new TreeReader(tree[at..], hashLength);
            reader.Next();
            var end = tree.Length - reader.Remaining;
            if (end != now.Start(entry + 1) || !now.Patch(entry, tree[at..end], EdgeOf(reader.Current)))
            {
                return false;
            }

            at = end;
        }
    }

    private void Read(ReadOnlySpan<byte> tree)
    {
        var old = before.Content;
        var entry = 0; // of the tree before: the one that may be the next here
        for (var at = 0; at < tree.Length;)
        {
            if (entry < before.Count)
            {
                var start = before.Start(entry);
                var same = tree[at..].CommonPrefixLength(old[start..]);
                var end = before.EntryAt(entry, start + same);
                if (end > entry)
                {
                    now.Repeat(before, entry, end, at - start);
                    at += before.Start(end) - start;
                    entry = end;
                    continue;
                }
            }

            var reader = new TreeReader(tree[at..], hashLength);
            reader.Next();
            Add(at, reader.Current);
            entry = Skip(entry, reader.Current.Name);
            at = tree.Length - reader.Remaining;
        }
    }

    private void Add(int at, in TreeEntry entry)
    {
        now.AddEntry(at);
        if (EdgeOf(entry) is { } edge)
        {
            now.AddEdge(edge);
        }
    }

    private TreeEdge? EdgeOf(in TreeEntry entry) =>
        entry.Kind == EntryKind.Folder ? new TreeEdge(numbers.Of(entry.Id), numbers.OfName(entry.Name))
        : targets.TryFind(entry, out var target) ? new TreeEdge(~target, numbers.OfName(entry.Name))
        : null;

    /// <summary>
    /// Passes over entries of the tree before up to the one that may follow the given name here. A guess: what counts is that
    /// the bytes are the same.
    /// </summary>
    private int Skip(int entry, ReadOnlySpan<byte> name)
    {
        for (; entry < before.Count; entry++)
        {
            var order = before.Name(entry).SequenceCompareTo(name);
            if (order >= 0)
            {
                return order == 0 ? entry + 1 : entry;
            }
        }

        return entry;
    }

    /// <summary>A tree's content, where its entries start, and its edges.</summary>
    private sealed class Layout
    {
        private byte[] content = [];
        private int contentLength;
        private int[] starts = new int[64];
        private int[] edgesBefore = new int[64];
        private int count;
        private TreeEdge[] edges = new TreeEdge[64];
        private int edgeCount;

        public ReadOnlySpan<byte> Content => content.AsSpan(0, contentLength);

        public int Count => count;

        public ReadOnlySpan<TreeEdge> Edges => edges.AsSpan(0, edgeCount);

        public int Start(int entry) => entry == count ? contentLength : starts[entry];

        public ReadOnlySpan<byte> Name(int entry)
        {
            var whole = Content[starts[entry]..Start(entry + 1)];
            var name = whole[(whole.IndexOf((byte)' ') + 1)..];
            return name[..name.IndexOf((byte)0)];
        }

        public void Clear() => (count, edgeCount, contentLength) = (0, 0, 0);

        /// <summary>Remembers the content. Entries that could not be read are no entries.</summary>
        public void Keep(ReadOnlySpan<byte> tree)
        {
            if (content.Length < tree.Length)
            {
                content = new byte[Math.Max(tree.Length, Math.Min(content.Length * 2L, Array.MaxLength))];
            }

            tree.CopyTo(content);
            contentLength = tree.Length;
        }

        /// <summary>The last entry from <paramref name="entry"/> on that starts at an offset or before it.</summary>
        public int EntryAt(int entry, int offset)
        {
            if (offset >= contentLength)
            {
                return count;
            }

            var found = starts.AsSpan(entry, count - entry).BinarySearch(offset);
            return entry + (found >= 0 ? found : ~found - 1);
        }

        public void AddEntry(int start)
        {
            if (count == starts.Length)
            {
                Grow(count + 1);
            }

            starts[count] = start;
            edgesBefore[count++] = edgeCount;
        }

        public void AddEdge(TreeEdge edge)
        {
            if (edgeCount == edges.Length)
            {
                Array.Resize(ref edges, edgeCount * 2);
            }

            edges[edgeCount++] = edge;
        }

        /// <summary>Gives an entry other bytes of the same length; false if it would gain or lose an edge.</summary>
        public bool Patch(int entry, ReadOnlySpan<byte> bytes, TreeEdge? edge)
        {
            var first = edgesBefore[entry];
            var hasEdge = (entry + 1 == count ? edgeCount : edgesBefore[entry + 1]) > first;
            if (hasEdge != edge.HasValue)
            {
                return false;
            }

            bytes.CopyTo(content.AsSpan(starts[entry]));
            if (edge is { } changed)
            {
                edges[first] = changed;
            }

            return true;
        }

        /// <summary>Takes over a run of entries from another layout, moved by some bytes.</summary>
        public void Repeat(Layout other, int from, int to, int shift)
        {
            Grow(count + to - from);
            var firstEdge = other.edgesBefore[from];
            var lastEdge = to == other.count ? other.edgeCount : other.edgesBefore[to];
            for (int i = from, edgeShift = edgeCount - firstEdge; i < to; i++, count++)
            {
                starts[count] = other.starts[i] + shift;
                edgesBefore[count] = other.edgesBefore[i] + edgeShift;
            }

            if (edges.Length < edgeCount + lastEdge - firstEdge)
            {
                Array.Resize(ref edges, (edgeCount + lastEdge - firstEdge) * 2);
            }

            other.edges.AsSpan(firstEdge..lastEdge).CopyTo(edges.AsSpan(edgeCount));
            edgeCount += lastEdge - firstEdge;
        }

        private void Grow(int needed)
        {
            if (needed > starts.Length)
            {
                Array.Resize(ref starts, needed * 2);
                Array.Resize(ref edgesBefore, needed * 2);
            }
        }
    }
}
