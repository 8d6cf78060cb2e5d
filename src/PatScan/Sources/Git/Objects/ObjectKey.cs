using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>The key of an object with its origin provider: a position in the provider's own order, and the kind.</summary>
internal static class ObjectKey
{
    public static long Of(int position, ObjectKind kind) => ((long)position << 3) | (byte)kind;

    public static int Position(long key) => (int)(key >> 3);

    public static ObjectKind Kind(long key) => (ObjectKind)(key & 7);

    /// <summary>The origin of an object before anybody looked for its paths.</summary>
    public static Origin Origin(ObjectKind kind, in ObjectId id) => new(
        kind switch { ObjectKind.Commit => OriginKind.Commit, ObjectKind.Tag => OriginKind.Tag, _ => OriginKind.Blob },
        Path: "")
    { ObjectId = id.ToString() };
}
