namespace PatScan.Sources.Git;

/// <summary>
/// The objects of a pack as the trees that their deltas form, in flat tables: 21 bytes an object. A node is an object's place
/// in the order of offsets, which is the order in which a walk should touch the pack.
/// </summary>
internal sealed class PackPlan(
    Pack pack, NodeKey layout, ulong[] keys, IReadOnlyList<int> roots, int[] firstChild, int[] nextSibling, int[] weights, byte[] states)
{
    private int failures;

    /// <summary>The pack.</summary>
    public Pack Pack => pack;

    /// <summary>Names its objects.</summary>
    public PackOrigins Origins { get; } = new(pack);

    /// <summary>The objects to start from, in the order of offsets: those without a base in the pack, if anything wanted needs them.</summary>
    public IReadOnlyList<int> Roots => roots;

    /// <summary>Where the object starts in the pack.</summary>
    public long Offset(int node) => layout.Offset(keys[node]);

    /// <summary>The object's position in the index.</summary>
    public int Position(int node) => layout.Position(keys[node]);

    /// <summary>The first object whose delta is based on this one, or -1.</summary>
    public int FirstChild(int node) => firstChild[node];

    /// <summary>The next object with the same base, or -1.</summary>
    public int NextSibling(int node) => nextSibling[node];

    /// <summary>How many objects depend on it, with itself.</summary>
    public int Weight(int node) => weights[node];

    /// <summary>What the node is.</summary>
    public NodeState State(int node) => (NodeState)states[node];

    /// <summary>Counts an object that could not be read: how many there were before, over all units.</summary>
    public int CountFailure() => Interlocked.Increment(ref failures) - 1;
}
