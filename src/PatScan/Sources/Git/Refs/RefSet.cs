using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// All the names that a repository has for its objects: refs, HEADs of all worktrees, the likes of FETCH_HEAD, and what the
/// reflogs remember.
/// </summary>
internal sealed class RefSet
{
    /// <summary>As git: a chain of refs that point to refs is followed this far.</summary>
    private const int MaxSymbolicDepth = 5;

    private readonly Dictionary<string, GitRef> byName;

    private RefSet(RefReading reading)
    {
        byName = reading.Refs.Values.Select(r => Resolve(reading.Refs, r)).ToDictionary(r => r.Name);
        Refs = [.. byName.Values.Where(r => IsRef(r.Name) && !r.Target.IsZero).OrderBy(r => r.Name, StringComparer.Ordinal)];
        Pseudo = [.. byName.Values.Where(r => !IsRef(r.Name) && !r.Target.IsZero).Concat(reading.Extra)
            .OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Target).Distinct()];
        Head = byName.GetValueOrDefault("HEAD");
        Gaps = [.. reading.Gaps, .. Dangling(reading)];
        reading.StashLog.UnionWith(Refs.Where(r => r.Name == "refs/stash").Select(r => r.Target));
        StashIds = reading.StashLog;
        ReflogIds = reading.Log;
    }

    /// <summary>Everything under <c>refs/</c> that names an object, by name.</summary>
    public IReadOnlyList<GitRef> Refs { get; }

    /// <summary>HEAD, the HEADs of other worktrees, FETCH_HEAD, ORIG_HEAD and the like, by name.</summary>
    public IReadOnlyList<GitRef> Pseudo { get; }

    /// <summary>
    /// HEAD of this worktree, or null if it is unreadable. Its target is all zero before the first commit.
    /// </summary>
    public GitRef? Head { get; }

    /// <summary>The stash and every older one that its reflog holds.</summary>
    public IReadOnlySet<ObjectId> StashIds { get; }

    /// <summary>Every id, old or new, in any other reflog.</summary>
    public IReadOnlySet<ObjectId> ReflogIds { get; }

    /// <summary>Refs and reflogs that could not be read.</summary>
    public IReadOnlyList<NotScanned> Gaps { get; }

    /// <summary>Reads them all.</summary>
    public static RefSet Read(GitDirectory directory, bool withReflogs = true)
    {
        var reading = new RefReading(directory.HashLength);
        RefFiles.ReadSpecial(directory, reading);
        if (directory.RefStorage == RefStorage.Reftable)
        {
            ReftableStack.Read(directory, reading, withReflogs);
        }
        else
        {
            RefFiles.Read(directory, reading, withReflogs);
        }

        return new RefSet(reading);
    }

    /// <summary>The ref of exactly this name, or null.</summary>
    public GitRef? Find(string name) => byName.GetValueOrDefault(name) is { Target.IsZero: false } found ? found : null;

    private static bool IsRef(string name) => name.StartsWith("refs/", StringComparison.Ordinal) || name.Contains("/refs/");

    private static GitRef Resolve(Dictionary<string, GitRef> all, GitRef reference)
    {
        var end = reference;
        for (var depth = 0; end?.PointsTo is { } next && depth < MaxSymbolicDepth; depth++)
        {
            end = all.GetValueOrDefault(next);
        }

        return reference with { Target = end is { PointsTo: null } ? end.Target : default };
    }

    /// <summary>Only HEAD may point to a branch that is not born yet; elsewhere that is normal too (origin/HEAD), so it is no gap.</summary>
    private static IEnumerable<NotScanned> Dangling(RefReading reading) =>
        reading.Refs.Values.Where(r => r.PointsTo is null && r.Target.IsZero && r.Name.StartsWith("refs/", StringComparison.Ordinal))
            .Select(r => new NotScanned(r.Name, CoverageSkips.Ref, "it names no object"));
}
