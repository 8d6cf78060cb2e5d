using System.Text;
using PatScan.Cli.Terminal;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Cli.Reports;

/// <summary>What a person reads after a scan: every secret with its places, then one line that sums up.</summary>
internal sealed partial class ConsoleReport(TextWriter output, Style style, bool verbose)
{
    private const string Indent = "       ";
    private const int FewPlaces = 5;
    private const int FewSkips = 10;

    public void Write(Report report)
    {
        foreach (var finding in report.Result.Findings)
        {
            Write(finding, report.ShowSecrets);
        }

        WriteSilenced(report.Result);
        WriteNotScanned(report.Result.NotScanned);
        WriteSummary(report);
    }

    private void Write(Finding finding, bool showSecrets)
    {
        var issued = finding.Issued is null ? "" : $" · issued {finding.Issued}";
        var sample = finding.IsPublishedSample ? " · published sample" : "";
        var title = $"{finding.Rule.Id}  {Safe.Text(finding.Rule.Title)}";
        output.WriteLine($"{style.Bold(title)}{new string(' ', Math.Max(2, 56 - title.Length))}{Coloured(finding.Confidence)}{sample}{issued}{Safe.Text(Where(finding))}");
        var secret = showSecrets ? Safe.Text(Encoding.Latin1.GetString(finding.Secret.Reveal())) : finding.Secret.Mask;
        output.WriteLine($"{Indent}{style.Bold(Safe.Text(secret))} in {Numbers.Count(finding.Places.Count, "place", "places")}{State(finding)}");
        var shown = verbose || finding.Places.Count <= FewPlaces + 1 ? finding.Places.Count : FewPlaces;
        foreach (var place in finding.Places.Take(shown))
        {
            output.WriteLine($"{Indent}{Safe.Text(place.Origin.Display)}:{place.Region.StartLine}:{place.Region.StartColumn}{Kind(place)}{Since(place)}");
            WriteEvidence(place);
        }

        if (shown < finding.Places.Count)
        {
            output.WriteLine($"{Indent}{style.Dim($"… and {Numbers.Count(finding.Places.Count - shown)} more places (-v lists them)")}");
        }

        output.WriteLine();
    }

    private static string State(Finding finding) => finding.History is { } history ? $", {Safe.Text(HistoryText.State(history))}" : "";

    private string Since(Place place)
    {
        if (place.History is null)
        {
            return "";
        }

        var since = place.History.Introduced is not { } commit ? "in no commit"
            : $"{(place.Origin.Kind == OriginKind.Blob ? $"since {HistoryText.Short(commit.Id)}{(place.History.MayBeOlder ? " or older" : "")}  " : "")}{HistoryText.Date(commit)}  {Safe.Text(commit.Author.Name)}";
        return $"   {since}   {style.Dim(Safe.Text(HistoryText.Command(place)))}";
    }

    private void WriteNotScanned(IReadOnlyList<NotScanned> items)
    {
        var shown = items.Where(item => verbose || item.IsGap).ToList();
        foreach (var item in shown.Take(verbose ? shown.Count : FewSkips))
        {
            var detail = item.Detail is null ? "" : $" ({Safe.Text(item.Detail)})";
            output.WriteLine($"{style.Yellow("not scanned")}  {Safe.Text(item.Name)}: {item.Reason.One}{detail}");
        }

        if (!verbose && shown.Count > FewSkips)
        {
            output.WriteLine(style.Dim($"… and {Numbers.Count(shown.Count - FewSkips)} more not scanned (-v lists them)"));
        }

        foreach (var reason in shown.Select(item => item.Reason).Distinct().Where(reason => reason.Advice is not null))
        {
            output.WriteLine($"{Indent}{Capital(reason.One)}: {reason.Advice}");
        }

        if (shown.Count > 0)
        {
            output.WriteLine();
        }
    }

    private void WriteSummary(Report report)
    {
        var counts = new[] { Confidence.Proven, Confidence.Likely, Confidence.Possible }
            .Select(level => (Level: level, Count: report.Result.Findings.Count(finding => finding.Confidence == level)))
            .Select(pair => pair.Count == 0 ? $"0 {pair.Level.Word()}" : $"{Numbers.Count(pair.Count)} {Coloured(pair.Level)}");
        var summary = string.Join(" · ", counts);
        var gaps = report.Result.NotScanned.Where(item => item.IsGap).ToList();
        var missing = Count(gaps, "not scanned");
        var others = Count([.. report.Result.NotScanned.Where(item => !item.IsGap)], "left out");
        var stopped = report.Result.Cancelled ? $" · {style.Yellow("stopped before its end")}" : "";
        output.WriteLine(summary + Silenced(report.Result, verbose) + (missing.Length > 0 ? $" · {style.Yellow(missing)}" : "") + (others.Length > 0 ? $" · {others}" : "") + stopped);
    }

    private static string Count(List<NotScanned> items, string verb)
    {
        if (items.Count == 0)
        {
            return "";
        }

        var reasons = items.GroupBy(item => item.Reason).Select(group => Numbers.Count(group.Count(), group.Key.One, group.Key.Many));
        return $"{Numbers.Count(items.Count, "thing", "things")} {verb} ({string.Join(", ", reasons)})";
    }

    private string Coloured(Confidence confidence) => confidence switch
    {
        Confidence.Proven => style.Red("proven"),
        Confidence.Likely => style.Yellow("likely"),
        _ => "possible",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
