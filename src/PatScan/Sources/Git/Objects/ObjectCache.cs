namespace PatScan.Sources.Git;

/// <summary>
/// Objects that were rebuilt a moment ago, because git stores neighbours as deltas of each other. One slot for each hash and
/// no lock: an entry never changes once it is published, so a reader sees a whole entry or none.
/// </summary>
internal sealed class ObjectCache(long budget)
{
    private readonly Entry?[] slots = new Entry?[8192];
    private long held;
    private int hand;

    /// <summary>The object at <paramref name="offset"/> of <paramref name="pack"/>; its content must not be changed.</summary>
    public bool TryGet(Pack pack, long offset, out ObjectKind kind, out byte[] content)
    {
        var entry = Volatile.Read(ref Slot(offset));
        if (entry is null || entry.Pack != pack || entry.Offset != offset)
        {
            (kind, content) = (0, []);
            return false;
        }

        (kind, content) = (entry.Kind, entry.Content);
        return true;
    }

    /// <summary>Keeps an object, forgetting others; not when it would push out most of them.</summary>
    public void Add(Pack pack, long offset, ObjectKind kind, byte[] content)
    {
        if (content.Length > budget / 8)
        {
            return;
        }

        Replace(ref Slot(offset), new Entry(pack, offset, kind, content));
        while (Volatile.Read(ref held) > budget)
        {
            Replace(ref slots[(uint)Interlocked.Increment(ref hand) % (uint)slots.Length], null);
        }
    }

    private void Replace(ref Entry? slot, Entry? entry)
    {
        var old = Interlocked.Exchange(ref slot, entry);
        Interlocked.Add(ref held, (entry?.Weight ?? 0) - (old?.Weight ?? 0));
    }

    private ref Entry? Slot(long offset) => ref slots[((ulong)offset * 0x9E37_79B9_7F4A_7C15) >> 51];

    private sealed record Entry(Pack Pack, long Offset, ObjectKind Kind, byte[] Content)
    {
        public long Weight => Content.Length + 128; // the array and the entry have headers too
    }
}
