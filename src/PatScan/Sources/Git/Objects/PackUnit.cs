using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>A run of delta trees of one pack.</summary>
internal sealed class PackUnit(PackPlan plan, ReadOnlyMemory<int> roots, WalkPool walks) : IUnit
{
    /// <inheritdoc/>
    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        var walk = walks.Rent();
        walk.Walk(plan, roots.Span, sink, cancellation);
        walks.Return(walk); // not when it threw: then nobody goes on
    }
}
