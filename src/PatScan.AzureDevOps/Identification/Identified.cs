using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Identification;

/// <summary>Which row of an administrator's list is the leaked token, how that was found, and how sure it is.</summary>
/// <param name="Sureness">How sure; only the upper three name a row to revoke.</param>
/// <param name="How">How it was reached, or why it was not, in a sentence for people.</param>
public sealed record Identified(Sureness Sureness, string How)
{
    /// <summary>The row; null when none was chosen.</summary>
    public PatRow? Row { get; init; }

    /// <summary>What is left when nothing is chosen, the most likely first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];
}
