using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// All objects that a repository can see: packs and loose files of its object directories. Reading is safe from any thread;
/// disposing is not while anybody reads, because packs are mapped memory.
/// </summary>
internal sealed partial class ObjectStore : IDisposable
{
    private readonly IReadOnlyList<string> directories;
    private readonly GitLimits limits;
    private readonly List<Pack> packs = [];
    private readonly List<NotScanned> gaps = [];
    private readonly ObjectCache cache;
    private long packedCount;
    private int recent;
    private long rescueSteps;

    private ObjectStore(GitDirectory directory, GitLimits limits)
    {
        directories = directory.ObjectDirectories;
        this.limits = limits;
        HashLength = directory.HashLength;
        rescueSteps = limits.RescueSteps;
        cache = new ObjectCache(limits.CacheBytes);
    }

    /// <summary>Bytes of an object id here.</summary>
    public int HashLength { get; }

    /// <summary>The packs that could be opened, largest first.</summary>
    public IReadOnlyList<Pack> Packs => packs;

    /// <summary>The folders that hold objects.</summary>
    public IReadOnlyList<string> Directories => directories;

    /// <summary>What it was opened with.</summary>
    public GitLimits Limits => limits;

    /// <summary>Packs and indexes that cannot be read, or only in part.</summary>
    public IReadOnlyList<NotScanned> Gaps => gaps;

    /// <summary>How many objects the packs and loose files list; one that lies in two places counts twice.</summary>
    public int Count => (int)Math.Min(int.MaxValue, packedCount + directories.Sum(d => LooseFiles.Count(d, HashLength)));

    /// <summary>Opens every pack. What cannot be opened is in <see cref="Gaps"/>.</summary>
    public static ObjectStore Open(GitDirectory directory, GitLimits limits)
    {
        var store = new ObjectStore(directory, limits);
        foreach (var folder in directory.ObjectDirectories)
        {
            store.OpenPacks(Path.Join(folder, "pack"));
        }

        store.packs.Sort((a, b) => (b.Index.Count, a.Path).CompareTo((a.Index.Count, b.Path)));
        store.packedCount = store.packs.Sum(p => (long)p.Index.Count);
        return store;
    }

    /// <summary>Whether the object is here, readable or not.</summary>
    public bool Contains(ObjectId id) => id.Length == HashLength && (IsPacked(id) || IsLoose(id, directories.Count));

    /// <summary>
    /// Reads an object; false when it is not here. The content may be shared with other callers: it must not be changed.
    /// </summary>
    /// <exception cref="InvalidObjectException">It is here, and no copy of it can be read.</exception>
    public bool TryRead(ObjectId id, out ObjectKind kind, out byte[] content)
    {
        var found = TryFind(id, null, Resolve, ReadLoose, out var data);
        (kind, content) = found ? data : (0, []);
        return found;
    }

    /// <summary>Reads what an object is and how many bytes it has, without rebuilding it; false when it is not here.</summary>
    /// <exception cref="InvalidObjectException">It is here, and no copy of it says.</exception>
    public bool TryReadKind(ObjectId id, out ObjectKind kind, out long size)
    {
        var found = TryFind(id, null, ResolveKind, static loose => (loose.Header.Kind, loose.Header.Size), out var data);
        (kind, size) = found ? data : (0, 0);
        return found;
    }

    /// <summary>
    /// Reads an object for a walk that cannot make it from its own pack, from another than <paramref name="except"/>. All such
    /// reads together take a limited number of steps.
    /// </summary>
    /// <exception cref="InvalidObjectException">No copy of it can be read, or the steps are used up.</exception>
    public bool TryReadElsewhere(ObjectId id, Pack? except, out ObjectKind kind, out byte[] content)
    {
        lock (cache)
        {
            var most = Math.Min(rescueSteps, packedCount);
            var left = most;
            try
            {
                var found = TryFind(id, except, (pack, offset) => Resolve(pack, offset, ref left), ReadLoose, out var data);
                (kind, content) = found ? data : (0, []);
                return found;
            }
            finally
            {
                rescueSteps -= most - left;
            }
        }
    }

    /// <summary>Whether a pack has the object, readable or not.</summary>
    public bool IsPacked(in ObjectId id)
    {
        foreach (var pack in packs)
        {
            if (pack.Index.Find(id.Bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the object is loose in one of the first <paramref name="count"/> directories.</summary>
    public bool IsLoose(in ObjectId id, int count)
    {
        for (var number = 0; number < count; number++)
        {
            if (File.Exists(LooseObject.PathOf(directories[number], id)))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pack in packs)
        {
            pack.Dispose();
        }
    }

    // A broken copy does not hide a good one. The pack of the last hit is asked first: neighbours were packed together.
    private bool TryFind<T>(in ObjectId id, Pack? except, Func<Pack, long, T> packed, Func<LooseObject, T> loose, out T data)
    {
        data = default!;
        if (id.Length != HashLength)
        {
            return false;
        }

        InvalidObjectException? trouble = null;
        var first = Volatile.Read(ref recent);
        for (var i = 0; i < packs.Count; i++)
        {
            var at = first + i < packs.Count ? first + i : first + i - packs.Count;
            var position = packs[at].Index.Find(id.Bytes);
            if (position < 0 || packs[at] == except)
            {
                continue;
            }

            try
            {
                Volatile.Write(ref recent, at);
                data = packed(packs[at], packs[at].Index.OffsetAt(position));
                return true;
            }
            catch (InvalidObjectException e)
            {
                trouble ??= e;
            }
        }

        foreach (var directory in directories)
        {
            try
            {
                using var file = LooseObject.TryOpen(LooseObject.PathOf(directory, id));
                if (file is not null)
                {
                    data = loose(file);
                    return true;
                }
            }
            catch (InvalidObjectException e)
            {
                trouble ??= e;
            }
        }

        return trouble is null ? false : throw trouble;
    }
}
