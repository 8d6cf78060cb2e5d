using PatScan.Content;
using PatScan.Context;
using PatScan.Findings;
using PatScan.Rules;
using PatScan.Sources.Git;

namespace PatScan.Scanning;

/// <summary>What a scan found and what it did not scan. The same for any number of threads.</summary>
/// <param name="Findings">Surest first, then by rule and place.</param>
/// <param name="NotScanned">By reason, then by name.</param>
/// <param name="Contents">Pieces of content scanned.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Cancelled">Whether the scan was stopped before its end.</param>
public sealed record ScanResult(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<NotScanned> NotScanned,
    long Contents,
    long Bytes,
    bool Cancelled)
{
    /// <summary>The secrets that are silenced in all of their places, in the order of findings. They count for nothing.</summary>
    public IReadOnlyList<Finding> Silenced { get; init; } = [];

    /// <summary>Whether something that should have been scanned was not.</summary>
    public bool HasGaps => Cancelled || NotScanned.Any(item => item.IsGap);

    /// <summary>The ids of the git objects that hold a finding.</summary>
    public IEnumerable<string> ObjectIds =>
        Findings.Concat(Silenced).SelectMany(finding => finding.Places.Concat(finding.SilencedPlaces)).Select(place => place.Origin.ObjectId).OfType<string>().Distinct();

    /// <summary>The same, with what history says of the git objects that hold a finding.</summary>
    public ScanResult With(IReadOnlyDictionary<string, ObjectHistory> histories)
    {
        Place Traced(Place place) => place.Origin.ObjectId is { } id && histories.TryGetValue(id, out var history)
            ? place with { History = history, Origin = place.Origin.Path.Length > 0 ? place.Origin : place.Origin with { Path = (history.Paths is [var first, ..] ? first : "") } }
            : place;
        Finding Retold(Finding finding) => finding with
        {
            Places = [.. finding.Places.Select(Traced).Where(place => IsKept(finding, place)).Order()],
            SilencedPlaces = [.. finding.SilencedPlaces.Select(Traced).Order()],
        };
        return this with
        {
            Findings = [.. Findings.Select(Retold).Where(finding => finding.Places.Count > 0)],
            Silenced = [.. Silenced.Select(Retold).Where(finding => finding.Places.Count > 0)],
        };
    }

    /// <summary>Only history tells the path of a git object, and with it whether it is a lock file.</summary>
    private static bool IsKept(Finding finding, Place place) => place.Confidence > Confidence.Possible || !Appraiser.IsNeverIn(finding.Rule, place.Origin);

    /// <summary>The same, without findings of less confidence than <paramref name="least"/>.</summary>
    public ScanResult From(Confidence least) => this with
    {
        Findings = [.. Findings.Where(finding => finding.Confidence >= least)],
        Silenced = [.. Silenced.Where(finding => finding.Confidence >= least)],
    };
}
