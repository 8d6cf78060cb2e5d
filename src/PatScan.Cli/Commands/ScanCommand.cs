using System.Diagnostics;
using System.Globalization;
using PatScan.Cli.Reports;
using PatScan.Cli.Terminal;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;
using PatScan.Sources.Git;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan scan</c>: from what was typed to an exit code.</summary>
internal static class ScanCommand
{
    public static int Run(ScanArguments arguments)
    {
        var minConfidence = Words.ParseConfidence("--min-confidence", arguments.MinConfidence);
        var failOn = Words.ParseConfidence("--fail-on", arguments.FailOn);
        var threads = ParseThreads(arguments.Threads);
        var reports = ReportFile.Parse(arguments.Reports);
        var rules = RuleSet.Load(arguments.Rules).Enable(arguments.Enable);
        var verification = ScanVerification.Of(arguments);

        using var stop = new Stop();
        var progress = new ScanProgress();
        var clock = Stopwatch.StartNew();
        using var target = ScanTarget.Of(arguments, threads, stop.Token);
        var options = new ScanOptions
        {
            Threads = threads,
            AllowComments = !arguments.NoInlineAllow,
            Repository = new GitRemotes(Directory.GetCurrentDirectory(), target.Repository).Of,
        };
        var result = ShowsProgress(arguments)
            ? RunShowingProgress(target.Source, rules, options, progress, stop.Token)
            : Scan.Run(target.Source, rules, options, progress, stop.Token);
        result = target.Trace(result.From(minConfidence), threads, stop.Token);
        var time = clock.Elapsed;
        using var content = target.OpenContent();
        var verdicts = verification.Run(result.Findings, stop.Token);
        var report = new Report(result, rules, ScanVerification.Judge(Judge(result, failOn), verdicts), arguments.ShowSecrets)
        {
            Repository = target.Describe(),
            Content = content,
            Verdicts = verdicts.ToDictionary(v => v.Token.Fingerprint, v => v.Verdict),
        };
        if (!arguments.Quiet)
        {
            WriteHeader(target, result, time);
            WriteConsole(report, toStandardError: reports.Any(file => file.Path is null), arguments.Verbose);
            ScanVerification.Write(reports.Any(file => file.Path is null) ? Console.Error : Console.Out, verdicts);
        }

        // The console first: findings must not be lost with a report that cannot be written.
        Console.Out.Flush();
        using var standardOutput = Console.OpenStandardOutput();
        foreach (var file in reports)
        {
            file.Write(report, standardOutput);
        }

        return report.ExitCode;
    }

    private static int Judge(ScanResult result, Confidence failOn) =>
        result.Cancelled ? ExitCode.Cancelled
        : result.Findings.Any(finding => finding.Confidence >= failOn) ? ExitCode.Findings
        : result.HasGaps ? ExitCode.Incomplete
        : ExitCode.Clean;

    private static ScanResult RunShowingProgress(ISource source, RuleSet rules, ScanOptions options, ScanProgress progress, CancellationToken cancellation)
    {
        using (new ProgressDisplay(progress, source))
        {
            return Scan.Run(source, rules, options, progress, cancellation);
        }
    }

    private static bool ShowsProgress(ScanArguments arguments) =>
        !arguments.NoProgress && !arguments.Quiet && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static void WriteHeader(ScanTarget target, ScanResult result, TimeSpan time)
    {
        var (one, many) = target.Repository is null ? ("file", "files") : ("object", "objects");
        Console.Error.WriteLine(
            $"PatScan {ProgramVersion.Number} · {Safe.Text(target.Name)} · {Numbers.Count(result.Contents, one, many)}, {Numbers.Bytes(result.Bytes)} in {Numbers.Seconds(time)}");
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
