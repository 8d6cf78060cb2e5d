using System.Runtime.InteropServices;

namespace PatScan.Sources.Git;

/// <summary>
/// Which of the wanted objects a tree holds, and at which paths below it, as a number. Neighbours in history hold the same,
/// so there are few different sets however many trees there are, and to compare two is to compare two numbers.
/// </summary>
/// <remarks>Safe from any thread. Set 0 is the empty one.</remarks>
internal sealed class PathSets
{
    /// <summary>
    /// Paths kept for one object in one tree: the first in tree order. A file that was copied a million times would
    /// otherwise make sets of a million. That the tree holds it is never lost.
    /// </summary>
    public const int MaxPaths = 32;

    private readonly Lock gate = new();
    private readonly List<(int Target, string Path)> items = [];
    private readonly Dictionary<(int Target, string Path), int> itemNumbers = [];
    private readonly List<int[]> sets = [[]];
    private readonly List<int[]> targets = [[]];
    private readonly Dictionary<int[], int> setNumbers = new(SetComparer.Instance) { [[]] = 0 };
    private readonly Dictionary<(int Set, string Name), int> prefixed = [];
    private readonly Dictionary<(int, int), int> unions = [];

    /// <summary>The set that a directory entry adds which is itself a wanted object.</summary>
    public int Of(int target, string name)
    {
        lock (gate)
        {
            return Number([Item(target, name)]);
        }
    }

    /// <summary>The set that a directory entry adds which is a tree with a set of its own.</summary>
    public int Under(string name, int set)
    {
        lock (gate)
        {
            ref var result = ref CollectionsMarshal.GetValueRefOrAddDefault(prefixed, (set, name), out var known);
            if (!known)
            {
                result = Number([.. sets[set].Select(i => Item(items[i].Target, $"{name}/{items[i].Path}"))]);
            }

            return result;
        }
    }

    public int Union(int a, int b)
    {
        if (a == 0 || b == 0 || a == b)
        {
            return a | b;
        }

        lock (gate)
        {
            ref var result = ref CollectionsMarshal.GetValueRefOrAddDefault(unions, (a, b), out var known);
            if (!known)
            {
                result = Number([.. sets[a].Concat(sets[b])]);
            }

            return result;
        }
    }

    /// <summary>The wanted objects in a set, ascending.</summary>
    public int[] Targets(int set)
    {
        lock (gate)
        {
            return targets[set];
        }
    }

    /// <summary>The paths of one wanted object in a set, in byte order of their text.</summary>
    public List<string> Paths(int set, int target)
    {
        lock (gate)
        {
            return [.. sets[set].Select(i => items[i]).Where(i => i.Target == target).Select(i => i.Path).Order(StringComparer.Ordinal)];
        }
    }

    private int Item(int target, string path)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(itemNumbers, (target, path), out var known);
        if (!known)
        {
            number = items.Count;
            items.Add((target, path));
        }

        return number;
    }

    private int Number(int[] set)
    {
        if (set.Length > 1)
        {
            set = [.. set.Distinct().GroupBy(i => items[i].Target)
                .SelectMany(g => g.OrderBy(i => items[i].Path, StringComparer.Ordinal).Take(MaxPaths)).Order()];
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(setNumbers, set, out var known);
        if (!known)
        {
            number = sets.Count;
            sets.Add(set);
            targets.Add([.. set.Select(i => items[i].Target).Distinct().Order()]);
        }

        return number;
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public static readonly SetComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] set)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(set.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
