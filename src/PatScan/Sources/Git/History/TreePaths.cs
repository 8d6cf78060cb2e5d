using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Looks paths up in one tree, reading each folder once and only those that are asked for. A folder that cannot be read
/// holds nothing, so whoever compares with it takes everything for new.
/// </summary>
internal sealed class TreePaths(ObjectStore store, ObjectId? root)
{
    /// <summary>Against paths of a million folders; git's own limit (core.maxTreeDepth).</summary>
    private const int MaxDepth = 2048;

    private readonly Dictionary<string, Dictionary<string, ObjectId>> folders = [];

    /// <summary>The id of the blob, folder or submodule at a path, or null.</summary>
    public ObjectId? Find(ReadOnlySpan<byte> path)
    {
        path = path.TrimEnd((byte)'/');
        return path.Count((byte)'/') < MaxDepth ? Find(Encoding.Latin1.GetString(path)) : null; // byte for character: nothing is lost
    }

    private ObjectId? Find(string path)
    {
        var slash = path.LastIndexOf('/');
        return Folder(slash < 0 ? "" : path[..slash]).TryGetValue(path[(slash + 1)..], out var id) ? id : null;
    }

    private Dictionary<string, ObjectId> Folder(string path)
    {
        if (!folders.TryGetValue(path, out var entries))
        {
            entries = [];
            folders.Add(path, entries);
            if ((path.Length == 0 ? root : Find(path)) is { } id)
            {
                Read(id, entries);
            }
        }

        return entries;
    }

    private void Read(ObjectId id, Dictionary<string, ObjectId> entries)
    {
        try
        {
            if (store.TryRead(id, out var kind, out var content) && kind == ObjectKind.Tree)
            {
                var reader = new TreeReader(content, store.HashLength);
                while (reader.Next())
                {
                    entries[Encoding.Latin1.GetString(reader.Current.Name)] = new ObjectId(reader.Current.Id);
                }
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            // What was read counts; the rest of the folder is taken for new.
        }
    }
}
