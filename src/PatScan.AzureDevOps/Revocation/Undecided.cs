using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>A leaked token that nothing is planned for, and what the operator can do.</summary>
/// <param name="Token">The token.</param>
/// <param name="Why">In a sentence for people.</param>
public sealed record Undecided(LeakedToken Token, string Why)
{
    /// <summary>The verdict it rests on.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The rows to choose from with <c>--authorization-id</c>, the most likely first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];
}
