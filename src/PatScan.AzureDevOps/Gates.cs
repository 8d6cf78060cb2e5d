namespace PatScan.AzureDevOps;

/// <summary>Waits. A test's own returns at once and moves its clock.</summary>
internal delegate Task Pause(TimeSpan length, CancellationToken cancellation);

/// <summary>The clock, waiting and chance, each behind one gate so that tests need none of the three.</summary>
/// <param name="Time">The clock, and the timers of time-outs.</param>
/// <param name="Pause">Waits between tries and probes.</param>
/// <param name="Jitter">A number from 0 up to 1: spreads the tries of several callers.</param>
internal sealed record Gates(TimeProvider Time, Pause Pause, Func<double> Jitter)
{
    public DateTimeOffset Now => Time.GetUtcNow();

    public static Gates System { get; } = new(
        TimeProvider.System,
        (length, cancellation) => Task.Delay(length, TimeProvider.System, cancellation),
#pragma warning disable RS0030, CA5394 // this is the gate, and jitter is no secret
        Random.Shared.NextDouble);
#pragma warning restore RS0030, CA5394
}
