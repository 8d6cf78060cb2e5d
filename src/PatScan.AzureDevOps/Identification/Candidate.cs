using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Identification;

/// <summary>A row that may be the leaked token, and what speaks for and against it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Remarks">What distinguishes it, in words: "issued in the same month", "full access".</param>
public sealed record Candidate(PatRow Row, IReadOnlyList<string> Remarks)
{
    /// <summary>True when it starts in the token's month of issue, false when in another, null when one of the two is not known.</summary>
    internal bool? MonthFits { get; init; }
}
