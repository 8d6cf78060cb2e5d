namespace PatScan.AzureDevOps.Http;

/// <summary>The calls to one organisation: a few at once, and none before the service said that it wants more.</summary>
internal sealed class Lane(Gates gates, ClientLimits limits) : IDisposable
{
    private readonly SemaphoreSlim places = new(limits.CallsAtOnce);
    private readonly Lock gate = new();
    private DateTimeOffset closedUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for a place and for the end of any Retry-After.</summary>
    /// <exception cref="CallLost">The service asked for more patience than anybody has.</exception>
    public async Task Enter(CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var wait = Wait(); wait > TimeSpan.Zero; wait = Wait())
            {
                if (wait > limits.LongestWait)
                {
                    throw new CallLost(Loss.Throttled, $"the service asks to be left alone for {wait.TotalSeconds:0} seconds");
                }

                await gates.Pause(wait, cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    /// <summary>Gives the place back and closes the lane for as long as the answer asks.</summary>
    public void Leave(TimeSpan? retryAfter)
    {
        lock (gate)
        {
            var until = gates.Now + (retryAfter ?? TimeSpan.Zero);
            closedUntil = until > closedUntil ? until : closedUntil;
        }

        places.Release();
    }

    private TimeSpan Wait()
    {
        lock (gate)
        {
            return closedUntil - gates.Now;
        }
    }

    public void Dispose() => places.Dispose();
}
