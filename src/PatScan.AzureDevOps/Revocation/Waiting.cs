namespace PatScan.AzureDevOps.Revocation;

/// <summary>Waits longer and longer between looks, and no further than the limit that the operator set.</summary>
internal sealed class Waiting(Gates gates, TimeSpan limit)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly DateTimeOffset end = gates.Now + limit;
    private TimeSpan next = TimeSpan.FromSeconds(1);

    /// <summary>Starts again with short steps, towards the same end.</summary>
    public void Restart() => next = TimeSpan.FromSeconds(1);

    /// <summary>Waits a while; false when the limit has passed and nothing was waited for.</summary>
    public async Task<bool> Next(CancellationToken cancellation)
    {
        var left = end - gates.Now;
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        await gates.Pause(next < left ? next : left, cancellation).ConfigureAwait(false);
        next = next * 2 < Longest ? next * 2 : Longest;
        return true;
    }
}
