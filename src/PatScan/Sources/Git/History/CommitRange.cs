namespace PatScan.Sources.Git;

/// <summary>Which commits a range means, as <c>git rev-list</c> means it.</summary>
/// <param name="Tags">Tag objects that the range was named by: they are part of what it brings.</param>
internal sealed record CommitRange(IReadOnlyList<ObjectId> Left, IReadOnlyList<ObjectId> Right, bool IsSymmetric, IReadOnlyList<ObjectId> Tags)
{
    /// <summary>
    /// Reads <c>A..B</c>, <c>A...B</c>, or one commit, which means what it brought in against its parents. A missing side is HEAD.
    /// An id of zeros, which is how git tells hooks of a ref that is made or deleted, is no commit: nothing is left out, or
    /// nothing is in.
    /// </summary>
    /// <exception cref="UserError">A side names no commit.</exception>
    public static CommitRange Parse(string text, ObjectStore store, GitDirectory directory)
    {
        var revisions = new Revisions(store, directory);
        if (text.Length == 0)
        {
            throw GitMessages.EmptyRange();
        }

        List<ObjectId> tags = [];
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var commit = revisions.Resolve(text, tags);
            return new CommitRange(Parents(store, commit), [commit], false, tags);
        }

        var isSymmetric = text.AsSpan(dots).StartsWith("...");
        var left = Side(text[..dots], revisions, isSymmetric ? tags : []);
        var right = Side(text[(dots + (isSymmetric ? 3 : 2))..], revisions, tags);
        return new CommitRange(left, right, isSymmetric, tags);
    }

    /// <summary>Everything that HEAD leads to.</summary>
    public static CommitRange OfHead(ObjectStore store, GitDirectory directory) =>
        new([], Side("", new Revisions(store, directory), []), false, []);

    private static List<ObjectId> Side(string revision, Revisions revisions, List<ObjectId> tags) =>
        revision.Length >= ObjectId.Sha1Length * 2 && revision.All(c => c == '0') ? []
        : [revisions.Resolve(revision.Length == 0 ? "HEAD" : revision, tags)];

    private static List<ObjectId> Parents(ObjectStore store, ObjectId commit)
    {
        try
        {
            return store.TryRead(commit, out _, out var content) ? [.. CommitObject.Parse(content, store.HashLength).Parents] : [];
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return []; // the walk names it
        }
    }
}
