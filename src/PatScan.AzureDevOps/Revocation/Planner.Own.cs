using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>Plans for the caller's own tokens, which need no administrator.</summary>
public sealed partial class Planner
{
    /// <summary>A plan for those leaked tokens that are the caller's own.</summary>
    public async Task<RevocationPlan> ForOwn(IReadOnlyList<LeakedToken> tokens, PlanRequest request, CancellationToken cancellation)
    {
        var draft = new Draft();
        foreach (var token in tokens.Distinct())
        {
            var verdict = await verifier.VerifyAnywhere(token, cancellation).ConfigureAwait(false);
            draft.Verdicts.Add((token, verdict));
            if (verdict is not { Status: TokenStatus.Active, Site: { } site })
            {
                draft.Leave(token, verdict);
                continue;
            }

            await PlanOwn(token, verdict, site, request, draft, cancellation).ConfigureAwait(false);
        }

        return draft.Plan() with { IsOwn = true };
    }

    private async Task PlanOwn(LeakedToken token, Verdict verdict, Site site, PlanRequest request, Draft draft, CancellationToken cancellation)
    {
        var calls = new OperatorCalls(gateway, site, caller);
        var me = (await calls.WhoAmI(cancellation).ConfigureAwait(false)).Caller;
        if (me.Id != verdict.Owner?.Id)
        {
            draft.Undecided.Add(new(token, $"it belongs to {verdict.Owner}, not to {me}; an administrator revokes it without --own") { Verdict = verdict });
            return;
        }

        var rows = await new OwnTokens(calls).List(cancellation).ConfigureAwait(false);
        var found = Remembered(token, site.Name, rows) ?? Elimination.Run(token, rows, verdict.OrganizationId, gateway.Gates.Now);
        var planned = Choose(token, found, rows, request.Chosen);
        if (planned.Count == 0)
        {
            draft.Leave(token, verdict, found);
            return;
        }

        draft.Add(planned.Select(p => new PlannedRevocation(site, p.Id, p.Sureness, p.How)
        {
            Token = token,
            Owner = me with { Descriptor = me.Descriptor ?? "me" },
            Row = rows.FirstOrDefault(r => r.AuthorizationId == p.Id),
        }));
    }
}
