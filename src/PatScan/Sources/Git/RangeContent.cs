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
        var parents = new List<ObjectId>();
        foreach (var parent in ParentsOf(graph.Id(commit)))
        {
            if (graph.NumberOf(parent) is >= 0 and var number)
            {
                parents.Add(graph.Tree(number));
                continue;
            }

            if (!boundary.TryGetValue(parent, out var tree))
            {
                boundary.Add(parent, tree = TreeOf(parent));
            }

            if (tree is { } known)
            {
                parents.Add(known);
            }
        }

        Compare(graph.Tree(commit), parents, "", graph.Id(commit), 0);
    }

    /// <summary>Goes down where a tree is none of the trees that its commit's parents have there.</summary>
    private void Compare(ObjectId tree, List<ObjectId> before, string path, ObjectId commit, int depth)
    {
        if (before.Contains(tree) || Read(tree, path, depth) is not { } entries)
        {
            return;
        }

        List<Dictionary<string, (EntryKind Kind, ObjectId Id)>> others = [.. before.Select(t => Read(t, null, depth)).OfType<Dictionary<string, (EntryKind, ObjectId)>>()];
        foreach (var (name, entry) in entries)
        {
            var same = others.Exists(o => o.TryGetValue(name, out var other) && other.Id == entry.Id);
            if (same)
            {
                continue;
            }

            var inner = path.Length == 0 ? name : $"{path}/{name}";
            switch (entry.Kind)
            {
                case EntryKind.Folder:
                    Compare(
                        entry.Id, [.. others.Where(o => o.TryGetValue(name, out var other) && other.Kind == EntryKind.Folder).Select(o => o[name].Id)],
                        inner, commit, depth + 1);
                    break;
                case EntryKind.Submodule:
                    if (submodules.Add(inner))
                    {
                        gaps.Add(new NotScanned(inner, CoverageSkips.Submodule));
                    }

                    break;
                default:
                    found.TryAdd(entry.Id, new NewBlob(entry.Id, inner, commit));
                    break;
            }
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

    /// <summary>The entries of a tree, by name; null if it is not there or no tree. Of a damaged one, those before the damage.</summary>
    /// <param name="path">Where it is, to name it if it cannot be read; null if nobody needs to know.</param>
    private Dictionary<string, (EntryKind Kind, ObjectId Id)>? Read(ObjectId tree, string? path, int depth)
    {
        Dictionary<string, (EntryKind, ObjectId)>? entries = null;
        try
        {
            if (depth < MaxDepth && store.TryRead(tree, out var kind, out var content) && kind == ObjectKind.Tree)
            {
                entries = [];
                var reader = new TreeReader(content, store.HashLength);
                while (reader.Next())
                {
                    entries.TryAdd(GitText.Decode(reader.Current.Name), (reader.Current.Kind, new ObjectId(reader.Current.Id)));
                }
            }
            else if (path is not null)
            {
                gaps.Add(new NotScanned(Folder(path), CoverageSkips.Missing, $"tree {tree}"));
            }
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            if (path is not null)
            {
                gaps.Add(new NotScanned(Folder(path), CoverageSkips.Damaged, $"tree {tree}: {e.Message}"));
            }
        }

        return entries;
    }

    private static string Folder(string path) => path + "/";

    private IReadOnlyList<ObjectId> ParentsOf(ObjectId commit) => Commit(commit)?.Parents ?? [];

    private ObjectId? TreeOf(ObjectId commit) => Commit(commit)?.Tree;

    private CommitObject? Commit(ObjectId id)
    {
        try
        {
            return store.TryRead(id, out var kind, out var content) && kind == ObjectKind.Commit ? CommitObject.Parse(content, store.HashLength) : null;
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return null;
        }
    }
}
