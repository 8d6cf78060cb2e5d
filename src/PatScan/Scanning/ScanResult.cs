using PatScan.Content;
using PatScan.Findings;

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
}
