namespace PatScan.Sources.Git;

/// <summary>
/// The edges of many trees, one after the other. A tree mostly has the edges of the one before but for one or two, because
/// they come in the order of their deltas: only what is different is kept.
/// </summary>
internal sealed class TreeLog
{
    private readonly List<Step> steps = [];
    private readonly List<TreeEdge> changes = [];
    private TreeEdge[] last = [];

    /// <summary>The numbers of all trees, in order.</summary>
    public IEnumerable<int> Trees => steps.Select(s => s.Tree);

    /// <summary>Adds a tree.</summary>
    public void Add(int tree, ReadOnlySpan<TreeEdge> edges)
    {
        var prefix = edges.CommonPrefixLength(last);
        var suffix = 0;
        while (suffix < Math.Min(edges.Length, last.Length) - prefix && edges[^(suffix + 1)] == last[^(suffix + 1)])
        {
            suffix++;
        }

        var changed = edges[prefix..^suffix];
        if (changed.Length > 0 || edges.Length != last.Length)
        {
            last = edges.ToArray();
        }

        steps.Add(new Step(tree, prefix, suffix, changed.Length));
        changes.AddRange(changed);
    }

    /// <summary>Goes through all trees again, in order, with their edges.</summary>
    public void Replay(TreeVisitor visit)
    {
        var edges = new TreeEdge[16];
        int length = 0, at = 0;
        var changed = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes);
        foreach (ref readonly var step in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps))
        {
            var newLength = step.Prefix + step.Changed + step.Suffix;
            if (newLength != length)
            {
                if (newLength > edges.Length)
                {
                    Array.Resize(ref edges, newLength * 2);
                }

                edges.AsSpan(length - step.Suffix, step.Suffix).CopyTo(edges.AsSpan(newLength - step.Suffix));
                length = newLength;
            }

            changed.Slice(at, step.Changed).CopyTo(edges.AsSpan(step.Prefix));
            at += step.Changed;
            visit(step.Tree, edges.AsSpan(0, length));
        }
    }

    public delegate void TreeVisitor(int tree, ReadOnlySpan<TreeEdge> edges);

    private readonly record struct Step(int Tree, int Prefix, int Suffix, int Changed);
}
