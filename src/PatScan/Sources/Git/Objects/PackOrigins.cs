using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>Names the objects of one pack by their position in its index. Usable while the store is open.</summary>
internal sealed class PackOrigins(Pack pack) : IObjectOrigins
{
    /// <inheritdoc/>
    public (ObjectKind Kind, ObjectId Id) Object(long key) => (ObjectKey.Kind(key), new ObjectId(pack.Index.IdAt(ObjectKey.Position(key))));

    /// <inheritdoc/>
    public Origin Describe(long key)
    {
        var (kind, id) = Object(key);
        return ObjectKey.Origin(kind, id);
    }
}
