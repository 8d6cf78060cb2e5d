using PatScan.Cli.Terminal;
using PatScan.Context;
using PatScan.Findings;
using PatScan.Scanning;

namespace PatScan.Cli.Reports;

/// <summary>What the surroundings of a secret say, and what they silenced.</summary>
internal sealed partial class ConsoleReport
{
    private string Kind(Place place)
    {
        var kind = place.Context.Kind == PlaceKind.Unknown ? "" : place.Context.Kind.Word();
        var words = string.Join(", ", new[] { kind, string.Join(" in ", place.Decodings.Reverse()) }.Where(word => word.Length > 0));
        return words.Length == 0 ? "" : style.Dim($"  {words}");
    }

    private void WriteEvidence(Place place)
    {
        foreach (var evidence in verbose ? place.Context.Candidates.Prepend(place.Context.Evidence).OfType<Evidence>() : [])
        {
            output.WriteLine($"{Indent}  {style.Dim(Safe.Text($"{evidence.Target} by {new Attribution(evidence.Target, place, evidence)}"))}");
        }
    }

    /// <summary>What the token opens, as far as its places say.</summary>
    private static string Where(Finding finding)
    {
        var targets = finding.Targets;
        var candidates = finding.Candidates;
        return targets.Count > 0 ? $" · {Join(targets, " and ")}" : candidates.Count > 0 ? $" · {Join(candidates, " or ")}" : "";
    }

    private static string Join(IReadOnlyList<Attribution> targets, string with) =>
        targets.Count > 1 && targets.All(target => target.Target.Organization is not null)
            ? $"organization {string.Join(with, targets.Select(target => target.Target.Organization))}"
            : string.Join(with, targets.Select(target => target.Target));

    private void WriteSilenced(ScanResult result)
    {
        var places = result.Findings.SelectMany(finding => finding.SilencedPlaces.Select(place => (finding, place)))
            .Concat(result.Silenced.SelectMany(finding => finding.Places.Select(place => (finding, place))))
            .ToList();
        foreach (var (finding, place) in verbose ? places : [])
        {
            output.WriteLine(
                $"{style.Dim("silenced")}     {finding.Rule.Id} {Safe.Text(finding.Secret.Mask)} {Safe.Text(place.Origin.Display)}:{place.Region.StartLine}:{place.Region.StartColumn}: {Safe.Text(place.Silence!.Describe())}");
        }

        if (verbose && places.Count > 0)
        {
            output.WriteLine();
        }
    }

    private static string Silenced(ScanResult result, bool verbose)
    {
        var count = result.Silenced.Sum(finding => finding.Places.Count) + result.Findings.Sum(finding => finding.SilencedPlaces.Count);
        return count == 0 ? "" : $" · {Numbers.Count(count, "place", "places")} silenced{(verbose ? "" : " (-v lists them)")}";
    }
}
