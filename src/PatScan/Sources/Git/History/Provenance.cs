using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Says where objects came from and where they still are, for the few that hold a finding, after the scan.
/// </summary>
/// <remarks>
/// A commit <b>introduces</b> an object that its tree holds, at any path, and the tree of none of its parents does: so a rename
/// or copy introduces nothing, and what was added in the resolution of a merge was introduced by the merge. A commit
/// <b>removes</b> an object that a parent's tree holds and its own does not, unless another parent's history had lost it before:
/// then the merge only repeats that removal. First and last are meant in the order of <see cref="CommitGraph"/>. Commits that
/// refs lead to are asked first, then stashes, then reflogs, then all: a commit that was amended away does not hide the one
/// that everybody has.
/// </remarks>
public static class Provenance
{
    /// <summary>Opens the repository that <paramref name="path"/> lies in and traces objects of it.</summary>
    /// <param name="ids">Blobs, commits and tags in hexadecimal; what is no id of this repository is left out of the answer.</param>
    /// <param name="threads">How many may work at once.</param>
    /// <exception cref="UserError">There is no repository, or its format is not known.</exception>
    public static IReadOnlyDictionary<string, ObjectHistory> Trace(
        string path, GitEnvironment environment, IEnumerable<string> ids, int threads, CancellationToken cancellation)
    {
        var directory = GitDirectory.Locate(path, environment);
        using var store = ObjectStore.Open(directory, new GitLimits());
        return Trace(store, directory, Parse(ids, directory), threads, cancellation).ToDictionary(h => h.Id);
    }

    /// <summary>The ids that can be ids of this repository.</summary>
    internal static IEnumerable<ObjectId> Parse(IEnumerable<string> ids, GitDirectory directory)
    {
        foreach (var text in ids)
        {
            if (ObjectId.TryParse(Encoding.ASCII.GetBytes(text), out var id) && id.Length == directory.HashLength)
            {
                yield return id;
            }
        }
    }

    /// <summary>Traces objects, in the order of their ids.</summary>
    internal static IEnumerable<ObjectHistory> Trace(
        ObjectStore store, GitDirectory directory, IEnumerable<ObjectId> wanted, int threads, CancellationToken cancellation)
    {
        List<ObjectId> blobs = [], commits = [], tags = [];
        foreach (var id in wanted.Distinct().Order())
        {
            (KindOf(store, id) switch { ObjectKind.Commit => commits, ObjectKind.Tag => tags, _ => blobs }).Add(id);
        }

        var sweep = TreeSweep.Run(store, new TargetFilter(blobs), threads, cancellation);
        var history = new History(store, sweep.Commits.Build(), Tips.Read(store, RefSet.Read(directory)));
        return history.Tags(tags)
            .Concat(history.Commits(commits))
            .Concat(new BlobHistory(history, directory, blobs, sweep).Trace(cancellation))
            .OrderBy(h => h.Id, StringComparer.Ordinal);
    }

    private static ObjectKind KindOf(ObjectStore store, ObjectId id)
    {
        try
        {
            return store.TryReadKind(id, out var kind, out _) ? kind : ObjectKind.Blob;
        }
        catch (InvalidObjectException)
        {
            return ObjectKind.Blob;
        }
    }
}
