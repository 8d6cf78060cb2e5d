using System.Diagnostics;
using System.Globalization;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;

namespace PatScan.Benchmarks;

/// <summary>
/// How fast one core scans content that is in memory already: <c>dotnet run -c Release -- throughput FOLDER…</c>.
/// Each folder's files are read once, then scanned over and over; the best of the rounds counts, since other programs can
/// only ever slow one down.
/// </summary>
internal static class Throughput
{
    private const int Rounds = 12;

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
        var best = double.MaxValue;
        var found = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var progress = new ScanProgress();
            var worker = new Worker(RuleSet.BuiltIn(), new Limits(), progress, CancellationToken.None);
            var clock = Stopwatch.StartNew();
            foreach (var file in files)
            {
                worker.Content(file, Nowhere.Instance, 0);
            }

            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            found = progress.Matches;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(name),-36} {files.Length,7} files {bytes / 1e6,9:0.0} MB {bytes / best / 1e9,7:0.00} GB/s {found,6} matches"));
    }

    private sealed class Nowhere : IOriginProvider
    {
        public static readonly Nowhere Instance = new();

        public Origin Describe(long key) => new(OriginKind.File, "");
    }
}
