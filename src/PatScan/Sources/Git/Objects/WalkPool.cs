using System.Collections.Concurrent;

namespace PatScan.Sources.Git;

/// <summary>Keeps the tables and memory of walks for the next unit: there are as many as workers.</summary>
internal sealed class WalkPool(ObjectStore store, byte kinds)
{
    private readonly ConcurrentBag<DeltaWalk> idle = [];

    public DeltaWalk Rent() => idle.TryTake(out var walk) ? walk : new DeltaWalk(store, kinds);

    public void Return(DeltaWalk walk) => idle.Add(walk);
}
