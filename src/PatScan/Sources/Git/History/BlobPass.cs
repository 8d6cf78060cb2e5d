using System.Numerics;

namespace PatScan.Sources.Git;

/// <summary>What one walk along all commits, parents first, finds out about up to 64 blobs.</summary>
internal sealed class BlobPass
{
    /// <summary>The ways to a commit, the one that counts most first.</summary>
    private static readonly Reach[] Ways = [Reach.Ref, Reach.Stash, Reach.Remembered, Reach.None];

    private readonly int[][] first = [.. Ways.Select(_ => NoCommits())];
    private readonly int[] lastRemoval = NoCommits();

    public static Reach Strongest(Reach reach) => Array.Find(Ways, way => (reach & way) != 0);

    /// <summary>Takes the next commit: which blobs it introduces and removes.</summary>
    public void Take(int commit, Reach reach, ulong introduced, ulong removed)
    {
        if (introduced != 0)
        {
            for (var way = 0; way < Ways.Length; way++)
            {
                if (Ways[way] == Reach.None || (reach & Ways[way]) != 0)
                {
                    First(first[way], introduced, commit);
                }
            }
        }

        if ((reach & Reach.Ref) != 0)
        {
            for (; removed != 0; removed &= removed - 1)
            {
                lastRemoval[BitOperations.TrailingZeroCount(removed)] = commit;
            }
        }
    }

    /// <summary>The first commit that introduced a blob by the strongest way that leads to any, or -1.</summary>
    public (Reach Reach, int Commit) Introduced(int bit)
    {
        for (var way = 0; way < Ways.Length; way++)
        {
            if (first[way][bit] >= 0)
            {
                return (Ways[way], first[way][bit]);
            }
        }

        return (Reach.None, -1);
    }

    /// <summary>The last commit with a ref leading to it that removed a blob, or -1.</summary>
    public int Removed(int bit) => lastRemoval[bit];

    private static void First(int[] commits, ulong bits, int commit)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            ref var slot = ref commits[BitOperations.TrailingZeroCount(bits)];
            slot = slot < 0 ? commit : slot;
        }
    }

    private static int[] NoCommits()
    {
        var commits = new int[64];
        Array.Fill(commits, -1);
        return commits;
    }
}
