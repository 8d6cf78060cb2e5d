using PatScan.Content;
using PatScan.Findings;
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
    /// <summary>Whether something that should have been scanned was not.</summary>
    public bool HasGaps => Cancelled || NotScanned.Any(item => item.IsGap);

    /// <summary>The ids of the git objects that hold a finding.</summary>
    public IEnumerable<string> ObjectIds =>
        Findings.SelectMany(finding => finding.Places).Select(place => place.Origin.ObjectId).OfType<string>().Distinct();

    /// <summary>The same, with what history says of the git objects that hold a finding.</summary>
    public ScanResult With(IReadOnlyDictionary<string, ObjectHistory> histories)
    {
        Place Traced(Place place) => place.Origin.ObjectId is { } id && histories.TryGetValue(id, out var history)
            ? place with { History = history, Origin = place.Origin.Path.Length > 0 ? place.Origin : place.Origin with { Path = (history.Paths is [var first, ..] ? first : "") } }
            : place;
        return this with { Findings = [.. Findings.Select(finding => finding with { Places = [.. finding.Places.Select(Traced).Order()] })] };
    }
}
