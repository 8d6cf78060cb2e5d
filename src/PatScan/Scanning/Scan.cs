using PatScan.Content;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>
/// Runs a scan: workers take units from the source in turn, under a lock that is held only while the source hands out the
/// next one. No queue stands between them, so nothing can pile up and no thread sleeps while there is work.
/// </summary>
public static class Scan
{
    /// <summary>Scans everything that <paramref name="source"/> hands out.</summary>
    /// <exception cref="UserError">The source cannot be scanned at all.</exception>
    public static ScanResult Run(ISource source, RuleSet rules, ScanOptions options, ScanProgress progress, CancellationToken cancellation)
    {
        var walker = new Worker(rules, options.Limits, progress, cancellation);
        var workers = new Worker[Math.Max(1, options.Threads)];
        var failures = new List<Exception>();
        var units = source.Units(walker, cancellation).GetEnumerator();
        using (units)
        {
            for (var i = 0; i < workers.Length; i++)
            {
                workers[i] = new Worker(rules, options.Limits, progress, cancellation);
            }

            var threads = workers[1..].Select(worker => new Thread(() => Work(units, worker, failures, cancellation))).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Work(units, workers[0], failures, cancellation);
            Array.ForEach(threads, thread => thread.Join());
        }

        if (failures.Count > 0)
        {
            throw failures[0] is UserError error ? error : new AggregateException(failures);
        }

        foreach (var worker in workers)
        {
            walker.Collected.AddAll(worker.Collected);
        }

        var collected = walker.Collected;
        return new ScanResult(collected.Findings(), collected.NotScanned(), progress.Contents, progress.Bytes, cancellation.IsCancellationRequested);
    }

    private static void Work(IEnumerator<IUnit> units, Worker worker, List<Exception> failures, CancellationToken cancellation)
    {
        try
        {
            while (Take(units, failures, cancellation) is { } unit)
            {
                unit.Read(worker, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was found until now is the answer.
        }
        catch (Exception e)
        {
            // A bug on one thread ends the scan; it must end on the thread that can say so.
            lock (units)
            {
                failures.Add(e);
            }
        }
    }

    private static IUnit? Take(IEnumerator<IUnit> units, List<Exception> failures, CancellationToken cancellation)
    {
        lock (units)
        {
            return failures.Count == 0 && !cancellation.IsCancellationRequested && units.MoveNext() ? units.Current : null;
        }
    }
}
