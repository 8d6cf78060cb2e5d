using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>What would be done. Data only: making it changes nothing, printing it tells all.</summary>
/// <param name="Revocations">Ids to revoke, each once.</param>
public sealed record RevocationPlan(IReadOnlyList<PlannedRevocation> Revocations)
{
    /// <summary>Tokens that need the operator's choice, or could not be verified.</summary>
    public IReadOnlyList<Undecided> Undecided { get; init; } = [];

    /// <summary>Tokens that do not work any more, with the verdict that says so.</summary>
    public IReadOnlyList<(LeakedToken Token, Verdict Verdict)> Dead { get; init; } = [];

    /// <summary>Every probe that was made for the plan.</summary>
    public IReadOnlyList<(LeakedToken Token, Verdict Verdict)> Verdicts { get; init; } = [];

    /// <summary>Whether the callers' own tokens are meant, through the API for owners.</summary>
    public bool IsOwn { get; init; }
}
