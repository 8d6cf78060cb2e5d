using PatScan.Sources.Git;
using PatScan.Tests.Git;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>The edges of trees that follow one another, against reading each in full.</summary>
internal sealed class EdgesTarget : IFuzzTarget
{
    private const int Trees = 40;

    private long compared;

    public void Run(Random random)
    {
        EdgeTwin.Run(random, random.Next(2) == 0 ? ObjectId.Sha1Length : ObjectId.Sha256Length, Trees);
        compared += Trees;
    }

    public void Dispose()
    {
    }

    public override string ToString() => $"{compared} trees compared";
}
