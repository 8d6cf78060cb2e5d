using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>A blob that a range of commits brought in, where and by which commit first.</summary>
internal sealed record NewBlob(ObjectId Id, string Path, ObjectId Commit);

/// <summary>
/// Finds the blobs that commits brought in: those in the tree of one of the commits, and in none of the trees of the commits
/// right before them. So a merge brings what was added in its resolution, and a renamed file is not new. That is what
/// <c>git rev-list --objects</c> lists; content that was there long before, gone, and comes back, is listed by both.
/// </summary>
internal sealed class RangeContent
{
    /// <summary>Against trees nested until the stack ends; git's own limit (core.maxTreeDepth).</summary>
    private const int MaxDepth = 2048;

    private readonly ObjectStore store;
    private readonly CommitGraph graph;
    private readonly Dictionary<ObjectId, NewBlob> found = [];
    private readonly HashSet<string> submodules = [];
    private readonly List<NotScanned> gaps;
    private readonly CancellationToken cancellation;

    private RangeContent(ObjectStore store, CommitGraph graph, List<NotScanned> gaps, CancellationToken cancellation)
    {
        this.store = store;
        this.graph = graph;
        this.gaps = gaps;
        this.cancellation = cancellation;
    }

    /// <summary>The blobs, in the order in which the commits brought them in.</summary>
    /// <param name="gaps">Takes trees that cannot be read, and submodules.</param>
    public static List<NewBlob> Of(ObjectStore store, CommitGraph graph, List<NotScanned> gaps, CancellationToken cancellation)
    {
        var content = new RangeContent(store, graph, gaps, cancellation);
        var boundary = new Dictionary<ObjectId, ObjectId?>(); // commits right before the range, and their trees
        for (var commit = 0; commit < graph.Count; commit++)
        {
            content.Compare(commit, boundary);
        }

        content.LeaveOut(boundary.Values.OfType<ObjectId>());
        return [.. content.found.Values];
    }

    private void Compare(int commit, Dictionary<ObjectId, ObjectId?> boundary)
    {
        cancellation.ThrowIfCancellationRequested();
        List<ObjectId> parents = [], before = [], unused = [];
        TreeOf(graph.Id(commit), parents);
        foreach (var parent in parents)
        {
            if (graph.NumberOf(parent) is >= 0 and var number)
            {
                before.Add(graph.Tree(number));
                continue;
            }

            if (!boundary.TryGetValue(parent, out var tree))
            {
                boundary.Add(parent, tree = TreeOf(parent, unused));
            }

            if (tree is { } known)
            {
                before.Add(known);
            }
        }

        Compare(graph.Tree(commit), before, "", graph.Id(commit), 0);
    }

    /// <summary>Goes down where a tree is none of the trees that its commit's parents have there.</summary>
    private void Compare(ObjectId tree, List<ObjectId> before, string path, ObjectId commit, int depth)
    {
        if (before.Contains(tree) || Read(tree, path, depth) is not { } content)
        {
            return;
        }

        var others = before.Select(t => Read(t, null, depth)).OfType<byte[]>().Select(c => new TreeCursor(c, store.HashLength)).ToArray();
        var reader = new TreeReader(content, store.HashLength);
        try
        {
            while (reader.Next())
            {
                List<ObjectId>? folders = null;
                if (!IsIn(others, reader.Current, ref folders))
                {
                    Take(reader.Current, folders ?? [], path, commit, depth);
                }
            }
        }
        catch (GitFormatException e)
        {
            gaps.Add(new NotScanned(Folder(path), CoverageSkips.Damaged, $"tree {tree}: {e.Message}"));
        }
    }

    private static bool IsIn(TreeCursor[] others, in TreeEntry entry, ref List<ObjectId>? folders)
    {
        foreach (var other in others)
        {
            if (other.TryFind(entry, out var id))
            {
                if (id.SequenceEqual(entry.Id))
                {
                    return true;
                }

                if (entry.Kind == EntryKind.Folder)
                {
                    (folders ??= []).Add(new ObjectId(id));
                }
            }
        }

        return false;
    }

    private void Take(in TreeEntry entry, List<ObjectId> before, string path, ObjectId commit, int depth)
    {
        var name = GitText.Decode(entry.Name);
        var inner = path.Length == 0 ? name : $"{path}/{name}";
        var id = new ObjectId(entry.Id);
        switch (entry.Kind)
        {
            case EntryKind.Folder:
                Compare(id, before, inner, commit, depth + 1);
                break;
            case EntryKind.Submodule when submodules.Add(inner):
                gaps.Add(new NotScanned(inner, CoverageSkips.Submodule));
                break;
            case EntryKind.Submodule:
                break;
            default:
                found.TryAdd(id, new NewBlob(id, inner, commit));
                break;
        }
    }

    /// <summary>Takes out what the boundary has anywhere: it was only moved or copied.</summary>
    private void LeaveOut(IEnumerable<ObjectId> trees)
    {
        var seen = new HashSet<ObjectId>();
        var open = new Stack<ObjectId>(trees);
        while (found.Count > 0 && open.TryPop(out var tree))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!seen.Add(tree))
            {
                continue;
            }

            try
            {
                if (!store.TryRead(tree, out var kind, out var content) || kind != ObjectKind.Tree)
                {
                    continue;
                }

                var reader = new TreeReader(content, store.HashLength);
                while (reader.Next())
                {
                    var id = new ObjectId(reader.Current.Id);
                    if (reader.Current.Kind == EntryKind.Folder)
                    {
                        open.Push(id);
                    }
                    else
                    {
                        found.Remove(id);
                    }
                }
            }
            catch (Exception e) when (e is InvalidObjectException or GitFormatException)
            {
                // What the boundary has there is not known, so it counts as new.
            }
        }
    }

    /// <summary>The content of a tree; null if it is not there or no tree.</summary>
    /// <param name="path">Where it is, to name it if it cannot be read; null if nobody needs to know.</param>
    private byte[]? Read(ObjectId tree, string? path, int depth)
    {
        try
        {
            if (depth < MaxDepth && store.TryRead(tree, out var kind, out var content) && kind == ObjectKind.Tree)
            {
                return content;
            }

            if (path is not null)
            {
                gaps.Add(new NotScanned(Folder(path), CoverageSkips.Missing, $"tree {tree}"));
            }
        }
        catch (InvalidObjectException e)
        {
            if (path is not null)
            {
                gaps.Add(new NotScanned(Folder(path), CoverageSkips.Damaged, $"tree {tree}: {e.Message}"));
            }
        }

        return null;
    }

    private static string Folder(string path) => path + "/";

    /// <summary>The tree of a commit, and its parents; null if it is not there or damaged.</summary>
    private ObjectId? TreeOf(ObjectId commit, List<ObjectId> parents)
    {
        parents.Clear();
        try
        {
            if (store.TryRead(commit, out var kind, out var content) && kind == ObjectKind.Commit)
            {
                CommitObject.ReadLinks(content, store.HashLength, out var tree, parents, out _);
                return tree;
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            // the walk has named it
        }

        return null;
    }
}
