namespace PatScan.Sources.Git;

/// <summary>The ways that lead to a commit.</summary>
[Flags]
internal enum Reach : byte
{
    None = 0,
    Ref = 1,
    Stash = 2,
    Remembered = 4,
}

/// <summary>The commits of a repository with what leads to each; answers for commits and tags.</summary>
internal sealed class History
{
    /// <summary>Names of refs that are given for one object. A fork network has a ref for each of a hundred thousand pull requests.</summary>
    public const int MaxRefs = 100;

    private readonly Reach[] reach;

    public History(ObjectStore store, CommitGraph graph, Tips tips)
    {
        Store = store;
        Graph = graph;
        Tips = tips;
        reach = new Reach[graph.Count];
        Mark(tips.Refs.Select(r => r.Target), Reach.Ref);
        Mark(tips.Stashes, Reach.Stash);
        Mark(tips.Remembered, Reach.Remembered);
        for (var commit = graph.Count - 1; commit >= 0; commit--)
        {
            foreach (var parent in graph.Parents(commit))
            {
                reach[parent] |= reach[commit];
            }
        }
    }

    public ObjectStore Store { get; }

    public CommitGraph Graph { get; }

    public Tips Tips { get; }

    public Reach ReachOf(int commit) => reach[commit];

    public static Presence PresenceOf(Reach reach) =>
        (reach & Reach.Ref) != 0 ? Presence.InTip
        : (reach & Reach.Stash) != 0 ? Presence.StashOnly
        : (reach & Reach.Remembered) != 0 ? Presence.ReflogOnly
        : Presence.Unreachable;

    /// <summary>The author, date and subject of a commit; null if it cannot be read.</summary>
    public CommitSummary? Summary(ObjectId id)
    {
        try
        {
            if (!Store.TryRead(id, out _, out var content))
            {
                return null;
            }

            var commit = CommitObject.Parse(content, Store.HashLength);
            return new CommitSummary(id.ToString(), commit.Author, commit.Committer, Subject(commit.Message), Graph.NumberOf(id));
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return null;
        }
    }

    public IEnumerable<ObjectHistory> Commits(List<ObjectId> wanted)
    {
        foreach (var batch in wanted.Chunk(64))
        {
            var bits = new ulong[Graph.Count]; // which of the batch a commit descends from
            for (var commit = 0; commit < Graph.Count; commit++)
            {
                foreach (var parent in Graph.Parents(commit))
                {
                    bits[commit] |= bits[parent];
                }

                var own = Array.IndexOf(batch, Graph.Id(commit));
                bits[commit] |= own < 0 ? 0 : 1UL << own;
            }

            for (var i = 0; i < batch.Length; i++)
            {
                var number = Graph.NumberOf(batch[i]);
                yield return new ObjectHistory
                {
                    Id = batch[i].ToString(),
                    Presence = number < 0 ? Presence.Unreachable : PresenceOf(reach[number]),
                    Introduced = Summary(batch[i]),
                    Refs = [.. Tips.Refs
                        .Where(r => Graph.NumberOf(r.Target) is >= 0 and var tip && (bits[tip] & (1UL << i)) != 0)
                        .Select(r => r.Ref.Name).Take(MaxRefs)],
                };
            }
        }
    }

    public IEnumerable<ObjectHistory> Tags(List<ObjectId> wanted) => wanted.Select(id => new ObjectHistory
    {
        Id = id.ToString(),
        Presence = Tips.ByTag.ContainsKey(id) ? Presence.InTip
            : Tips.Remembered.Contains(id) ? Presence.ReflogOnly
            : Presence.Unreachable,
        Introduced = TagSummary(id),
        Refs = [.. Tips.ByTag.TryGetValue(id, out var refs) ? refs.Select(r => r.Name).Take(MaxRefs) : []],
    });

    private CommitSummary? TagSummary(ObjectId id)
    {
        try
        {
            if (!Store.TryRead(id, out _, out var content))
            {
                return null;
            }

            var tag = TagObject.Parse(content, Store.HashLength);
            var tagger = tag.Tagger ?? new GitSignature("", "", null);
            return new CommitSummary(id.ToString(), tagger, tagger, Subject(tag.Message), -1);
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return null;
        }
    }

    private static string Subject(string message)
    {
        message = message.TrimStart('\n');
        return message.IndexOf('\n') is >= 0 and var end ? message[..end] : message;
    }

    private void Mark(IEnumerable<ObjectId> ids, Reach how)
    {
        foreach (var id in ids)
        {
            if (Graph.NumberOf(id) is >= 0 and var number)
            {
                reach[number] |= how;
            }
        }
    }
}
