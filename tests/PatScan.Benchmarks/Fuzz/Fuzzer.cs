using System.Diagnostics;
using System.Globalization;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>
/// Mutates good input and feeds it to a reader, in this process: a crash ends it, and the seed and the count that were printed
/// last make it happen again. What throws, takes seconds or differs from its slow twin is a find.
/// </summary>
internal static class Fuzzer
{
    private static readonly TimeSpan TooSlow = TimeSpan.FromSeconds(5);

    public static int Run(string target, int seconds, int seed)
    {
        using var fuzzed = Make(target);
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var printed = TimeSpan.Zero;
        long runs = 0, finds = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; runs++)
        {
            var start = Environment.CpuUsage.TotalTime; // not the clock: other programs run too
            try
            {
                fuzzed.Run(random);
                if (Environment.CpuUsage.TotalTime - start > TooSlow)
                {
                    throw new InvalidOperationException($"took {(Environment.CpuUsage.TotalTime - start).TotalSeconds:F0} s");
                }
            }
            catch (Exception e)
            {
                finds++;
                Console.WriteLine($"find in run {runs} of seed {seed}: {e}");
            }

            if (watch.Elapsed - printed > TimeSpan.FromSeconds(30))
            {
                printed = watch.Elapsed;
                Print();
            }
        }

        Print();
        return finds == 0 ? 0 : 1;

        void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"fuzz {target}: {runs} runs in {watch.Elapsed.TotalSeconds:F0} s, seed {seed}, {finds} finds, {GC.GetTotalMemory(false) >> 20} MB managed; {fuzzed}"));
    }

    private static IFuzzTarget Make(string target) => target switch
    {
        "inflate" => new InflateTarget(),
        "delta" => new DeltaTarget(),
        "pack" => new StoreTarget(StoreTarget.Part.Pack),
        "idx" => new StoreTarget(StoreTarget.Part.Index),
        "loose" => new StoreTarget(StoreTarget.Part.Loose),
        "object" => ParserTarget.Objects(),
        "index" => ParserTarget.Indexes(),
        "reftable" => ParserTarget.Reftables(),
        "config" => ParserTarget.Configs(),
        "edges" => new EdgesTarget(),
        _ => throw new ArgumentException("inflate, delta, pack, idx, loose, object, index, reftable, config or edges", nameof(target)),
    };
}
