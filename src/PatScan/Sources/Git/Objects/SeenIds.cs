using System.Buffers.Binary;

namespace PatScan.Sources.Git;

/// <summary>
/// Which objects earlier packs hold. Eight bytes an object, twice for room: the first six of its id and the number of its
/// pack, where the whole id is looked up when those six agree.
/// </summary>
internal sealed class SeenIds
{
    private const int NumberBits = 16;

    private readonly IReadOnlyList<Pack> packs;
    private readonly ulong[] slots;

    public SeenIds(IReadOnlyList<Pack> packs, long capacity)
    {
        this.packs = packs;
        slots = new ulong[System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)capacity * 2 + 16)];
    }

    /// <summary>Adds all objects of the pack of that number.</summary>
    public void Add(int number)
    {
        // Packs beyond the last number are not remembered: their objects may be scanned twice.
        var index = packs[number].Index;
        for (var i = 0; number < (1 << NumberBits) - 1 && i < index.Count; i++)
        {
            var id = index.IdAt(i);
            var at = Start(id);
            while (slots[at] != 0)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            slots[at] = Prefix(id) | (uint)(number + 1);
        }
    }

    /// <summary>Whether a pack that was added holds the object.</summary>
    public bool Contains(ReadOnlySpan<byte> id)
    {
        var prefix = Prefix(id);
        for (var at = Start(id); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            const ulong Number = (1 << NumberBits) - 1;
            if ((slots[at] & ~Number) == prefix && packs[(int)(slots[at] & Number) - 1].Index.Find(id) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Prefix(ReadOnlySpan<byte> id) => BinaryPrimitives.ReadUInt64BigEndian(id) >> NumberBits << NumberBits;

    // Ids are hashes already, but packs keep them in order of their first bytes: start from others.
    private long Start(ReadOnlySpan<byte> id) => (long)(BinaryPrimitives.ReadUInt64LittleEndian(id[8..]) & (ulong)(slots.Length - 1));
}
