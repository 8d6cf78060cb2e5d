using System.Collections.Concurrent;

namespace PatScan.Sources.Git;

/// <summary>
/// Counts what a partial clone did not fetch: blobs that its trees name and no store holds. A scan of the store never meets
/// them, so without this they would pass for clean.
/// </summary>
internal sealed class MissingBlobs(ObjectStore store) : IEntryFilter
{
    private readonly ConcurrentDictionary<ObjectId, bool> missing = [];

    /// <summary>Reads all trees, on all threads.</summary>
    /// <returns>How many blobs, and how many trees, are named and not there.</returns>
    public static (int Blobs, int Trees) Count(ObjectStore store, int threads, CancellationToken cancellation)
    {
        var blobs = new MissingBlobs(store);
        var sweep = TreeSweep.Run(store, blobs, threads, cancellation);
        var commits = sweep.Commits.Build();
        for (var commit = 0; commit < commits.Count; commit++)
        {
            sweep.Name(commits.Tree(commit));
        }

        return (blobs.missing.Count, sweep.MissingTrees);
    }

    /// <inheritdoc/>
    public bool TryFind(in TreeEntry entry, out int number)
    {
        number = 0;
        if (entry.Kind != EntryKind.Submodule)
        {
            var id = new ObjectId(entry.Id);
            if (!missing.ContainsKey(id) && !store.Contains(id))
            {
                missing.TryAdd(id, true);
            }
        }

        return false;
    }
}
