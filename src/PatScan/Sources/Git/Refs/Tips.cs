namespace PatScan.Sources.Git;

/// <summary>Where history is entered: refs with what they name, tags peeled, in the order in which people are told of them.</summary>
internal sealed class Tips
{
    /// <summary>A tag of a tag of a tag: git has no limit, people have.</summary>
    private const int MaxTags = 64;

    private readonly List<(GitRef Ref, ObjectId Target, ObjectKind Kind)> refs = [];
    private readonly Dictionary<ObjectId, List<GitRef>> byTag = [];

    private Tips(RefSet set)
    {
        Set = set;
    }

    public RefSet Set { get; }

    /// <summary>
    /// Refs and HEADs that keep history alive, stashes aside: the branch that is checked out, branches, remote branches, tags,
    /// others. Targets are peeled: commits mostly, a tree or a blob for some tags.
    /// </summary>
    public IReadOnlyList<(GitRef Ref, ObjectId Target, ObjectKind Kind)> Refs => refs;

    /// <summary>What else the tag objects on the way are called by.</summary>
    public IReadOnlyDictionary<ObjectId, List<GitRef>> ByTag => byTag;

    /// <summary>The stash and older stashes.</summary>
    public IEnumerable<ObjectId> Stashes => Set.StashIds;

    /// <summary>Reflogs, and what is left over from operations (ORIG_HEAD, FETCH_HEAD).</summary>
    public List<ObjectId> Remembered { get; } = [];

    public static Tips Read(ObjectStore store, RefSet set)
    {
        var tips = new Tips(set);
        foreach (var reference in set.Refs.Concat(set.Pseudo).OrderBy(r => Rank(r, set)).ThenBy(r => r.Name, StringComparer.Ordinal))
        {
            if (reference.Name == "refs/stash")
            {
                continue;
            }

            if (IsHead(reference.Name) || IsRef(reference.Name))
            {
                // HEAD that points to a branch has nothing to say that the branch does not.
                if (reference.PointsTo is null || !IsHead(reference.Name) || set.Find(reference.PointsTo) is null)
                {
                    tips.Add(store, reference);
                }
            }
            else
            {
                tips.Remembered.Add(reference.Target);
            }
        }

        tips.Remembered.AddRange(set.ReflogIds);
        return tips;
    }

    private void Add(ObjectStore store, GitRef reference)
    {
        var id = reference.Target;
        for (var depth = 0; depth < MaxTags; depth++)
        {
            try
            {
                if (!store.TryReadKind(id, out var kind, out _))
                {
                    return;
                }

                if (kind != ObjectKind.Tag)
                {
                    refs.Add((reference, id, kind));
                    return;
                }

                if (!byTag.TryGetValue(id, out var names))
                {
                    byTag.Add(id, names = []);
                }

                names.Add(reference);
                if (!store.TryRead(id, out _, out var content))
                {
                    return;
                }

                id = TagObject.Parse(content, store.HashLength).Target;
            }
            catch (Exception e) when (e is InvalidObjectException or GitFormatException)
            {
                return; // the scan names damaged objects
            }
        }
    }

    private static bool IsHead(string name) => name == "HEAD" || name.EndsWith("/HEAD", StringComparison.Ordinal) && !IsRef(name);

    private static bool IsRef(string name) => name.StartsWith("refs/", StringComparison.Ordinal) || name.Contains("/refs/");

    private static int Rank(GitRef reference, RefSet set) => reference.Name switch
    {
        "HEAD" => 0,
        var name when name == set.Head?.PointsTo => 1,
        var name when name.StartsWith("refs/heads/", StringComparison.Ordinal) => 2,
        var name when name.StartsWith("refs/remotes/", StringComparison.Ordinal) => 3,
        var name when name.StartsWith("refs/tags/", StringComparison.Ordinal) => 4,
        _ => 5,
    };
}
