using System.Runtime.ExceptionServices;
using PatScan.Content;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>Runs a scan: as many workers as there are threads take units from one queue until it is empty.</summary>
public static class Scan
{
    /// <summary>Scans everything that <paramref name="source"/> hands out.</summary>
    /// <exception cref="UserError">The source cannot be scanned at all.</exception>
    public static ScanResult Run(ISource source, RuleSet rules, ScanOptions options, ScanProgress progress, CancellationToken cancellation)
    {
        var walker = new Worker(rules, options, progress, cancellation);
        using var units = source.Units(walker, cancellation).GetEnumerator();
        var queue = new WorkQueue(units);
        var workers = Enumerable.Range(0, Math.Max(1, options.Threads)).Select(_ => new Worker(rules, options, progress, cancellation, queue)).ToArray();
        var failures = new Exception?[workers.Length];
        using (cancellation.Register(queue.Stop))
        {
            var threads = Enumerable.Range(1, workers.Length - 1).Select(i => new Thread(() => failures[i] = Work(queue, workers[i], cancellation))).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            failures[0] = Work(queue, workers[0], cancellation);
            Array.ForEach(threads, thread => thread.Join());
        }

        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        foreach (var worker in workers)
        {
            walker.Collected.AddAll(worker.Collected);
        }

        var collected = walker.Collected;
        return new ScanResult(collected.Findings(), collected.NotScanned(), progress.Contents, progress.Bytes, cancellation.IsCancellationRequested)
        {
            Silenced = collected.Silenced(),
        };
    }

    /// <summary>Works until the queue is empty. A failure, which is a bug, stops all and ends on the thread that can say so.</summary>
    private static Exception? Work(WorkQueue queue, Worker worker, CancellationToken cancellation)
    {
        try
        {
            for (var unit = queue.Next(isFirst: true); unit is not null; unit = queue.Next(isFirst: false))
            {
                unit.Read(worker, cancellation);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was found until now is the answer.
            return null;
        }
        catch (Exception e)
        {
            queue.Stop();
            return e;
        }
    }
}
