using System.Diagnostics;
using System.Globalization;
using PatScan.Sources.Git;

namespace PatScan.Benchmarks.Git;

/// <summary>Prints how long the bare pass over a repository takes, and its memory: all of it, and without mapped packs.</summary>
internal static class Bare
{
    public static int Run(string repository, int threads)
    {
        var watch = Stopwatch.StartNew();
        using var store = ObjectStore.Open(Repositories.Locate(repository), new GitLimits());
        var opened = watch.Elapsed;
        var planned = Stopwatch.StartNew();
        foreach (var pack in store.Packs)
        {
            new PackPlanner(pack, 0b11010, null).Make();
        }

        var planning = planned.Elapsed;
        watch.Restart();
        var result = BarePass.Run(new HistorySource(store), threads);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare pass: {seconds:F2} s on {threads} threads (open {opened.TotalMilliseconds:F0} ms, of that plan {planning.TotalMilliseconds:F0} ms alone), {result.Objects} objects, {result.Bytes / 1e6:F0} MB, {result.Gaps.Count} gaps"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time of all: {Environment.CpuUsage.TotalTime.TotalSeconds:F2} s"));
        Console.WriteLine($"peak: {Status("VmHWM")} resident, {Status("RssAnon")} anonymous now; managed {GC.GetGCMemoryInfo().HeapSizeBytes >> 20} MB at last collection, {GC.GetTotalAllocatedBytes() >> 20} MB allocated in all");
        return 0;
    }

    private static string Status(string name) => File.Exists("/proc/self/status")
        ? File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim()
        : "unknown";
}
