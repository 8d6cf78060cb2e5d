using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>A plan while it is being made.</summary>
internal sealed class Draft
{
    private readonly List<PlannedRevocation> planned = [];
    private readonly List<(LeakedToken Token, Verdict Verdict)> dead = [];

    public List<Undecided> Undecided { get; } = [];

    public List<(LeakedToken Token, Verdict Verdict)> Verdicts { get; } = [];

    public void Add(IEnumerable<PlannedRevocation> more) => planned.AddRange(more);

    /// <summary>Nothing is planned for the token: it is dead, or somebody must decide.</summary>
    public void Leave(LeakedToken token, Verdict verdict, Identified? found = null)
    {
        if (verdict.Status == TokenStatus.Inactive && (found is null || found.Candidates.Count == 0))
        {
            dead.Add((token, verdict));
        }
        else
        {
            Undecided.Add(new(token, found?.How ?? verdict.Reason.Text) { Verdict = verdict, Candidates = found?.Candidates ?? [] });
        }
    }

    public RevocationPlan Plan() => new([.. planned.DistinctBy(p => (p.Site, p.AuthorizationId))]) { Undecided = Undecided, Dead = dead, Verdicts = Verdicts };
}
