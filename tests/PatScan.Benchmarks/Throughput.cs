using System.Globalization;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;

namespace PatScan.Benchmarks;

/// <summary>
/// How fast one core scans content that is in memory already: <c>dotnet run -c Release -- throughput FOLDER…</c>.
/// Each folder's files are read once, then scanned over and over. Processor time is measured, and the best of the rounds
/// counts: other programs can only ever slow one down.
/// </summary>
internal static class Throughput
{
    private const int Rounds = 8;
    private const double RoundSeconds = 0.2;

    public static void Run(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var files = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Where(path => new FileInfo(path).LinkTarget is null)
                .Select(File.ReadAllBytes)
                .ToArray();
            Measure(folder, files);
        }
    }

    private static void Measure(string name, byte[][] files)
    {
        var bytes = files.Sum(file => (long)file.Length);
        var (with, without) = (0d, 0d);
        for (var round = 0; round < Rounds; round++)
        {
            with = Math.Max(with, Rate(files, bytes, new Limits()));
            without = Math.Max(without, Rate(files, bytes, new Limits { DecodeDepth = 0 }));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(name),-36} {files.Length,7} files {bytes / 1e6,9:0.0} MB {with,7:0.00} GB/s ({without:0.00} without decoders)"));
    }

    private static double Rate(byte[][] files, long bytes, Limits limits)
    {
        var worker = new Worker(RuleSet.BuiltIn(), new ScanOptions { Limits = limits }, new ScanProgress(), CancellationToken.None);
        var before = Environment.CpuUsage.TotalTime;
        var times = 0;
        var seconds = 0d;
        for (; seconds < RoundSeconds; times++)
        {
            foreach (var file in files)
            {
                worker.Content(file, Nowhere.Instance, 0);
            }

            seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }

        return bytes / 1e9 * times / seconds;
    }

    private sealed class Nowhere : IOriginProvider
    {
        public static readonly Nowhere Instance = new();

        public Origin Describe(long key) => new(OriginKind.File, "");
    }
}
