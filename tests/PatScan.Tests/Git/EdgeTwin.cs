using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>
/// Random trees that follow one another as those of a history do, and the edges of each, read in full. Some are damaged.
/// </summary>
internal static class EdgeTwin
{
    private static readonly string[] Modes = ["100644", "40000", "120000", "160000", "100755"];

    /// <exception cref="InvalidOperationException">The fast way gives other edges.</exception>
    public static void Run(Random random, int hashLength, int trees)
    {
        var wanted = Enumerable.Range(0, 3).Select(i => Id(i, hashLength)).Order().ToList();
        var numbers = new TreeNumbers();
        var fast = new TreeEdges(hashLength, numbers, new TargetFilter(wanted));
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < trees; i++)
        {
            Change(entries, random, hashLength);
            byte[] tree = [.. entries.Values.SelectMany(e => e)];
            if (random.Next(10) == 0 && tree.Length > 0)
            {
                tree = random.Next(2) == 0 ? tree[..random.Next(tree.Length)] : Flip(tree, random);
            }

            var (expected, isDamaged) = Slow(tree, hashLength, numbers, wanted);
            var actual = fast.Of(tree, out var wasDamaged);
            if (!actual.SequenceEqual(expected) || isDamaged != wasDamaged)
            {
                throw new InvalidOperationException($"tree {i}: {string.Join(' ', expected)} became {string.Join(' ', actual.ToArray())}");
            }
        }
    }

    private static (TreeEdge[] Edges, bool IsDamaged) Slow(byte[] tree, int hashLength, TreeNumbers numbers, List<ObjectId> wanted)
    {
        var edges = new List<TreeEdge>();
        try
        {
            var reader = new TreeReader(tree, hashLength);
            while (reader.Next())
            {
                var number = wanted.IndexOf(new ObjectId(reader.Current.Id));
                if (reader.Current.Kind == EntryKind.Folder || number >= 0)
                {
                    edges.Add(new TreeEdge(
                        reader.Current.Kind == EntryKind.Folder ? numbers.Of(reader.Current.Id) : ~number, numbers.OfName(reader.Current.Name)));
                }
            }

            return ([.. edges], false);
        }
        catch (GitFormatException)
        {
            return ([.. edges], true);
        }
    }

    private static void Change(SortedDictionary<string, byte[]> entries, Random random, int hashLength)
    {
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var name = $"{(char)('a' + random.Next(26))}{new string('x', random.Next(3))}";
            if (random.Next(4) == 0)
            {
                entries.Remove(name);
            }
            else
            {
                entries[name] = [.. System.Text.Encoding.ASCII.GetBytes($"{Modes[random.Next(Modes.Length)]} {name}\0"), .. Id(random.Next(8), hashLength).Bytes];
            }
        }

        if (random.Next(20) == 0)
        {
            entries.Clear();
        }
    }

    private static byte[] Flip(byte[] tree, Random random)
    {
        tree[random.Next(tree.Length)] ^= (byte)(1 << random.Next(8));
        return tree;
    }

    // Ids that share their start, so that trees differ in the middle of an entry.
    private static ObjectId Id(int number, int hashLength)
    {
        var bytes = new byte[hashLength];
        bytes[0] = (byte)(number % 2);
        bytes[7] = (byte)number;
        return new ObjectId(bytes);
    }
}
