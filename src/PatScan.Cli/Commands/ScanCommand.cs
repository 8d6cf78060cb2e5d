using System.Diagnostics;
using System.Globalization;
using PatScan.Cli.Reports;
using PatScan.Cli.Terminal;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;
using PatScan.Sources;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan scan</c>: from what was typed to an exit code.</summary>
internal static class ScanCommand
{
    public static int Run(ScanArguments arguments)
    {
        var minConfidence = Words.ParseConfidence("--min-confidence", arguments.MinConfidence);
        var failOn = Words.ParseConfidence("--fail-on", arguments.FailOn);
        var options = new ScanOptions { Threads = ParseThreads(arguments.Threads) };
        var reports = ReportFile.Parse(arguments.Reports);
        var rules = RuleSet.Load(arguments.Rules);
        var paths = arguments.Paths.DefaultIfEmpty(".").ToList();
        var source = MakeSource(paths, arguments);

        using var stop = new Stop();
        var progress = new ScanProgress();
        var clock = Stopwatch.StartNew();
        var result = ShowsProgress(arguments)
            ? RunShowingProgress(source, rules, options, progress, stop.Token)
            : Scan.Run(source, rules, options, progress, stop.Token);
        var time = clock.Elapsed;

        result = result with { Findings = [.. result.Findings.Where(finding => finding.Confidence >= minConfidence)] };
        var report = new Report(result, rules, Judge(result, failOn), arguments.ShowSecrets);
        using var standardOutput = Console.OpenStandardOutput();
        foreach (var file in reports)
        {
            file.Write(report, standardOutput);
        }

        if (!arguments.Quiet)
        {
            WriteHeader(paths, result, time);
            WriteConsole(report, toStandardError: reports.Any(file => file.Path is null), arguments.Verbose);
        }

        return report.ExitCode;
    }

    private static int Judge(ScanResult result, Confidence failOn) =>
        result.Cancelled ? ExitCode.Cancelled
        : result.Findings.Any(finding => finding.Confidence >= failOn) ? ExitCode.Findings
        : result.HasGaps ? ExitCode.Incomplete
        : ExitCode.Clean;

    private static ISource MakeSource(List<string> paths, ScanArguments arguments)
    {
        if (paths.Count(path => path == "-") > 1)
        {
            throw Messages.StandardInputTwice();
        }

        var selection = new FileSelection
        {
            Include = [.. arguments.Include],
            Exclude = [.. arguments.Exclude],
            RespectGitIgnore = arguments.RespectGitIgnore,
            MaxFileSize = arguments.MaxFileSize is null ? long.MaxValue : Numbers.ParseSize(arguments.MaxFileSize),
        };
        var folder = Directory.GetCurrentDirectory();
        var sources = paths.Select(path => path == "-" ? new StreamSource(Console.OpenStandardInput()) : (ISource)new FileSource(path, folder, selection)).ToList();
        return sources.Count == 1 ? sources[0] : new CombinedSource(sources);
    }

    private static ScanResult RunShowingProgress(ISource source, RuleSet rules, ScanOptions options, ScanProgress progress, CancellationToken cancellation)
    {
        using (new ProgressDisplay(progress, source))
        {
            return Scan.Run(source, rules, options, progress, cancellation);
        }
    }

    private static bool ShowsProgress(ScanArguments arguments) =>
        !arguments.NoProgress && !arguments.Quiet && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static void WriteHeader(List<string> paths, ScanResult result, TimeSpan time)
    {
        var what = string.Join(", ", paths.Select(path => path == "-" ? "standard input" : Safe.Text(path)));
        Console.Error.WriteLine(
            $"PatScan {ProgramVersion.Number} · {what} · {Numbers.Count(result.Contents, "file", "files")}, {Numbers.Bytes(result.Bytes)} in {Numbers.Seconds(time)}");
        Console.Error.WriteLine();
    }

    private static void WriteConsole(Report report, bool toStandardError, bool verbose)
    {
        var redirected = toStandardError ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        new ConsoleReport(toStandardError ? Console.Error : Console.Out, Style.For(redirected), verbose).Write(report);
    }

    private static int ParseThreads(string? text) =>
        text is null ? Environment.ProcessorCount
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024 ? threads
        : throw Messages.BadThreads(text);
}
