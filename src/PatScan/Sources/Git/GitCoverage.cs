using System.Globalization;
using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Says what of a repository a scan of its store cannot have seen, and what an operator could take for seen: a clone that is
/// shallow or partial, alternates and refs that lead nowhere, submodules, sparse checkouts, replaced objects, grafts.
/// </summary>
internal static class GitCoverage
{
    private const long LargestFile = 16 * 1024 * 1024;

    /// <summary>The notes, gaps first.</summary>
    public static List<NotScanned> Notes(GitDirectory directory, ObjectStore store, RefSet refs, int threads, CancellationToken cancellation)
    {
        var config = Config(directory);
        List<NotScanned> notes =
        [
            .. Shallow.Gaps(Shallow.Boundary(directory).Count),
            .. directory.MissingObjectDirectories.Select(d => new NotScanned(d, CoverageSkips.Alternate)),
            .. refs.Gaps,
            .. refs.Refs.Where(r => !store.Contains(r.Target)).Select(r => new NotScanned(r.Name, CoverageSkips.Missing, r.Target.ToString())),
            .. PartialClone(store, config, threads, cancellation),
            .. Submodules(store, refs),
        ];
        if (config.Any(c => c.IsTrue("core.sparsecheckout")))
        {
            notes.Add(new NotScanned("work tree", CoverageSkips.SparseCheckout));
        }

        notes.AddRange(refs.Refs.Where(r => r.Name.StartsWith("refs/replace/", StringComparison.Ordinal))
            .Select(r => new NotScanned(r.Name["refs/replace/".Length..], CoverageSkips.Replaced, $"replaced by {r.Target}")));
        if (SmallFile.Length(Path.Combine(directory.CommonPath, "info", "grafts")) > 0)
        {
            notes.Add(new NotScanned("info/grafts", CoverageSkips.Grafts));
        }

        return notes;
    }

    private static List<GitConfig> Config(GitDirectory directory)
    {
        var configs = new List<GitConfig>();
        foreach (var path in new[] { Path.Combine(directory.CommonPath, "config"), Path.Combine(directory.Path, "config.worktree") })
        {
            try
            {
                configs.Add(GitConfig.Read(path));
            }
            catch (GitFormatException)
            {
                // Opening the repository refuses a config that says how it is stored and cannot be read; this is only talk.
            }
        }

        return configs;
    }

    private static IEnumerable<NotScanned> PartialClone(ObjectStore store, List<GitConfig> configs, int threads, CancellationToken cancellation)
    {
        if (!configs.SelectMany(c => c.Entries).Any(e => e.Key == "extensions.partialclone"
            || (e.Key.StartsWith("remote.", StringComparison.Ordinal)
                && (e.Key.EndsWith(".promisor", StringComparison.Ordinal) || e.Key.EndsWith(".partialclonefilter", StringComparison.Ordinal)))))
        {
            return [];
        }

        var (blobs, trees) = MissingBlobs.Count(store, threads, cancellation);
        return blobs + trees == 0 ? []
            : [new NotScanned(
                "partial clone", CoverageSkips.Missing,
                string.Create(CultureInfo.InvariantCulture, $"{blobs} files and {trees} folders of its history were never fetched"))];
    }

    /// <summary>The submodules of HEAD, as <c>.gitmodules</c> names them and its tree has them.</summary>
    private static List<NotScanned> Submodules(ObjectStore store, RefSet refs)
    {
        try
        {
            if (refs.Head is not { Target.IsZero: false } head || !store.TryRead(head.Target, out var kind, out var content) || kind != ObjectKind.Commit)
            {
                return [];
            }

            var tree = new TreePaths(store, CommitObject.Parse(content, store.HashLength).Tree);
            if (tree.Find(".gitmodules"u8) is not { } modules || !store.TryRead(modules, out _, out var text) || text.Length > LargestFile)
            {
                return [];
            }

            return GitConfig.Parse(text).Entries
                .Where(e => e.Key.StartsWith("submodule.", StringComparison.Ordinal) && e.Key.EndsWith(".path", StringComparison.Ordinal) && e.Value is not null)
                .Select(e => e.Value!).Distinct().Order(StringComparer.Ordinal)
                .Where(path => tree.Find(System.Text.Encoding.UTF8.GetBytes(path)) is not null)
                .Select(path => new NotScanned(path, CoverageSkips.Submodule))
                .ToList();
        }
        catch (Exception e) when (e is InvalidObjectException or GitFormatException)
        {
            return [];
        }
    }
}
