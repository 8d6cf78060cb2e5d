using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Compares the index with HEAD. Names every entry whose id is not what HEAD has at the same path: a changed mode alone
/// brings in no content. In a conflict each side that HEAD does not have counts.
/// </summary>
internal sealed class StagedEntries
{
    /// <summary>Against trees nested until the stack ends; git's own limit (core.maxTreeDepth).</summary>
    private const int MaxDepth = 2048;

    private readonly ObjectStore store;
    private readonly TreePaths head;

    private StagedEntries(ObjectStore store, ObjectId? headTree)
    {
        this.store = store;
        head = new TreePaths(store, headTree);
    }

    public List<StagedEntry> Entries { get; } = [];

    /// <summary>Changed submodules, files that are only announced, folders that cannot be read.</summary>
    public List<NotScanned> Notes { get; } = [];

    /// <exception cref="UserError">The index cannot be read.</exception>
    public static StagedEntries Read(GitDirectory directory, ObjectStore store)
    {
        IndexFile index;
        try
        {
            index = IndexFile.Read(directory.IndexPath, directory.Path, directory.HashLength);
        }
        catch (GitFormatException e)
        {
            throw GitMessages.UnreadableIndex(directory.IndexPath, e.Message);
        }

        var staged = new StagedEntries(store, HeadTree(directory, store));
        foreach (var entry in index.Entries)
        {
            staged.Add(entry);
        }

        return staged;
    }

    /// <summary>The tree of HEAD; null before the first commit, and when it cannot be read: then everything is new.</summary>
    private static ObjectId? HeadTree(GitDirectory directory, ObjectStore store)
    {
        try
        {
            return new RefLookup(directory).Head is { Target: { IsZero: false, Length: > 0 } commit }
                && store.TryRead(commit, out var kind, out var content) && kind == ObjectKind.Commit
                ? CommitObject.Parse(content, directory.HashLength).Tree
                : null;
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return null;
        }
    }

    private void Add(IndexEntry entry)
    {
        if (entry.IsIntentToAdd)
        {
            Notes.Add(new NotScanned(GitText.Decode(entry.Path), CoverageSkips.IntentToAdd));
        }
        else if (head.Find(entry.Path) != entry.Id)
        {
            Add(entry.Path, entry.Kind, entry.Id, 0);
        }
    }

    private void Add(byte[] path, EntryKind kind, ObjectId id, int depth)
    {
        switch (kind)
        {
            case EntryKind.Submodule:
                Notes.Add(new NotScanned(GitText.Decode(path), CoverageSkips.Submodule));
                break;
            case EntryKind.Folder:
                AddFolder([.. path.AsSpan().TrimEnd((byte)'/'), (byte)'/'], id, depth);
                break;
            default:
                Entries.Add(new StagedEntry(path, id)); // of a link, the blob is the path that it points to
                break;
        }
    }

    private void AddFolder(byte[] path, ObjectId id, int depth)
    {
        try
        {
            if (depth == MaxDepth || !store.TryRead(id, out var kind, out var content) || kind != ObjectKind.Tree)
            {
                Notes.Add(new NotScanned(GitText.Decode(path), CoverageSkips.Missing, $"tree {id}"));
                return;
            }

            var reader = new TreeReader(content, store.HashLength);
            while (reader.Next())
            {
                byte[] inner = [.. path, .. reader.Current.Name];
                var innerId = new ObjectId(reader.Current.Id);
                if (head.Find(inner) != innerId)
                {
                    Add(inner, reader.Current.Kind, innerId, depth + 1);
                }
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            Notes.Add(new NotScanned(GitText.Decode(path), CoverageSkips.Damaged, $"tree {id}: {e.Message}"));
        }
    }
}
