using System.Buffers.Binary;

namespace PatScan.Sources.Git;

/// <summary>Tells a few wanted ids from millions of others: nearly all are told by their first two bytes.</summary>
internal sealed class TargetFilter : IEntryFilter
{
    private readonly Dictionary<ObjectId, int> numbers;
    private readonly ulong[] prefixes = new ulong[65536 / 64];

    public TargetFilter(IReadOnlyList<ObjectId> targets)
    {
        numbers = new Dictionary<ObjectId, int>(targets.Count);
        for (var i = 0; i < targets.Count; i++)
        {
            numbers.Add(targets[i], i);
            var prefix = BinaryPrimitives.ReadUInt16LittleEndian(targets[i].Bytes);
            prefixes[prefix >> 6] |= 1UL << (prefix & 63);
        }
    }

    public bool TryFind(in TreeEntry entry, out int number)
    {
        var id = entry.Id;
        number = 0;
        var prefix = BinaryPrimitives.ReadUInt16LittleEndian(id);
        return (prefixes[prefix >> 6] & (1UL << (prefix & 63))) != 0 && numbers.TryGetValue(new ObjectId(id), out number);
    }
}
