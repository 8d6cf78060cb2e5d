using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// A scan of a history that looks at nothing: the time it takes to inflate and rebuild every object, which no scan can beat.
/// </summary>
internal static class BarePass
{
    /// <summary>What went by.</summary>
    public sealed record Result(long Objects, long Bytes, IReadOnlyList<NotScanned> Gaps);

    /// <summary>Runs the units on so many threads of its own.</summary>
    public static Result Run(ISource source, int threads)
    {
        var sinks = Enumerable.Range(0, threads).Select(_ => new Sink()).ToArray();
        var walker = new Sink();
        using var units = source.Units(walker, CancellationToken.None).GetEnumerator();
        var workers = Array.ConvertAll(sinks, sink => new Thread(() => Work(units, sink)));
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return new Result(sinks.Sum(s => s.Objects), sinks.Sum(s => s.Bytes), [.. walker.Gaps, .. sinks.SelectMany(s => s.Gaps)]);
    }

    private static void Work(IEnumerator<IUnit> units, Sink sink)
    {
        while (true)
        {
            IUnit unit;
            lock (units)
            {
                if (!units.MoveNext())
                {
                    return;
                }

                unit = units.Current;
            }

            unit.Read(sink, CancellationToken.None);
        }
    }

    private sealed class Sink : IContentSink
    {
        private readonly byte[] window = new byte[512 * 1024];

        public long Objects { get; private set; }

        public long Bytes { get; private set; }

        public List<NotScanned> Gaps { get; } = [];

        public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key)
        {
            Objects++;
            Bytes += bytes.Length;
        }

        public void Content(IByteReader bytes, IOriginProvider source, long key)
        {
            Objects++;
            for (int read; (read = bytes.Read(window)) > 0; Bytes += read)
            {
            }
        }

        public void NotScanned(NotScanned gap) => Gaps.Add(gap);
    }
}
