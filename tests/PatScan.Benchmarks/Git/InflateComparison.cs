using System.IO.Compression;
using System.Runtime.InteropServices;
using PatScan.Sources.Git;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Benchmarks.Git;

/// <summary>Inflates every entry of a repository's largest pack, in pack order, on one thread, in three ways.</summary>
internal static unsafe class InflateComparison
{
    public static int Run(string repository, bool others)
    {
        using var store = ObjectStore.Open(Repositories.Locate(repository), new GitLimits());
        var pack = store.Packs[0];
        var entries = Enumerable.Range(0, pack.Index.Count).Select(pack.Index.OffsetAt).Order()
            .Select(offset => pack.ReadEntry(offset, out var entry) is null ? entry : throw new InvalidDataException()).ToArray();
        Console.WriteLine($"{entries.Length} entries, {entries.Sum(e => e.Size) / 1e6:F0} MB inflated, {pack.End / 1e6:F0} MB packed");
        var memory = (byte*)NativeMemory.Alloc((nuint)entries.Max(e => e.Size) + Inflater.Slack);
        var own = new Inflater();
        var native = new NativeInflater();
        for (var round = 0; round < 2; round++)
        {
            Measure("own inflater", entries, e => own.Inflate(pack.At(e.Data), pack.End - e.Data, memory, e.Size, Inflater.Slack) is null);
            if (!others)
            {
                continue;
            }

            Measure("native shim", entries, e => native.Inflate(pack.At(e.Data), pack.End - e.Data, memory, e.Size));
            Measure("ZLibStream", entries, e =>
            {
                using var stream = new ZLibStream(new UnmanagedMemoryStream(pack.At(e.Data), pack.End - e.Data), CompressionMode.Decompress);
                return stream.ReadAtLeast(new Span<byte>(memory, (int)e.Size), (int)e.Size, throwOnEndOfStream: false) == e.Size;
            });
        }

        return 0;
    }

    private static void Measure(string name, PackEntry[] entries, Func<PackEntry, bool> inflate)
    {
        var start = Environment.CpuUsage.TotalTime; // not the clock: other programs run too
        var bad = 0;
        foreach (var entry in entries)
        {
            bad += inflate(entry) ? 0 : 1;
        }

        Console.WriteLine($"{name,-14} {(Environment.CpuUsage.TotalTime - start).TotalSeconds:F2} s of processor time, {bad} failed");
    }
}
