namespace PatScan.Sources.Git;

/// <summary>
/// Cuts the trees of a plan into units of some milliseconds. Large trees come first, the largest before all others, so that
/// no worker is left alone with one at the end; small ones follow in the order of the pack.
/// </summary>
internal static class PackSchedule
{
    // Estimated nanoseconds: a unit should be long against handing it over and short against the scan.
    private const long Batch = 4_000_000;

    /// <summary>The units of a plan.</summary>
    public static IEnumerable<PackUnit> Units(PackPlan plan, WalkPool walks)
    {
        var roots = plan.Roots.ToArray();
        var large = new List<(long Cost, int Root)>();
        var small = 0;
        foreach (var root in roots)
        {
            if (Cost(plan, root) is >= Batch and var cost)
            {
                large.Add((cost, root));
            }
            else
            {
                roots[small++] = root;
            }
        }

        large.Sort((a, b) => (b.Cost, a.Root).CompareTo((a.Cost, b.Root)));
        foreach (var (_, root) in large)
        {
            yield return new PackUnit(plan, new[] { root }, walks);
        }

        var first = 0;
        var sum = 0L;
        for (var i = 0; i < small; i++)
        {
            sum += Cost(plan, roots[i]);
            if (sum >= Batch || i == small - 1)
            {
                yield return new PackUnit(plan, roots.AsMemory(first, i + 1 - first), walks);
                (first, sum) = (i + 1, 0);
            }
        }
    }

    // What the dependents inflate to is not known, but they are mostly as large as their root.
    private static long Cost(PackPlan plan, int root)
    {
        plan.Pack.ReadEntry(plan.Offset(root), out var entry);
        return plan.Weight(root) * (1000 + Math.Min(entry.Size, plan.Pack.End) / 4);
    }
}
