using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Trail;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>From a leaked token to a line of the plan.</summary>
public sealed partial class Planner
{
    private async Task Plan(LeakedToken token, Verdict verdict, PlanRequest request, Draft draft, CancellationToken cancellation)
    {
        // A token of a disabled account is refused today and works again when access returns, so a named owner's list counts.
        var site = verdict.Site ?? (token.Sites.Count > 0 ? token.Sites[0] : null);
        if (site is null || (verdict.Status != TokenStatus.Active && request.User is null))
        {
            draft.Leave(token, verdict);
            return;
        }

        var here = await At(site, cancellation).ConfigureAwait(false);
        var owner = await here.Owner(verdict, request.User, cancellation).ConfigureAwait(false);
        if (owner.Descriptor is null || !People.IsPerson(owner.Descriptor))
        {
            draft.Undecided.Add(new(token, $"it belongs to {owner}, which is no person: administrators can list and revoke people's tokens only") { Verdict = verdict });
            return;
        }

        var rows = await here.Rows(owner.Descriptor, cancellation).ConfigureAwait(false);
        var found = Remembered(token, site.Name, rows) ?? await here.Identifier.Identify(token, verdict, rows, cancellation).ConfigureAwait(false);
        var planned = Choose(token, found, rows, request.Chosen);
        if (planned.Count == 0)
        {
            draft.Leave(token, verdict, found);
            return;
        }

        var admin = await here.IsAdministrator(owner.Descriptor, cancellation).ConfigureAwait(false);
        draft.Add(planned.Select(p => new PlannedRevocation(site, p.Id, p.Sureness, p.How)
        {
            Token = token,
            Owner = owner,
            OwnerIsAdministrator = admin,
            Row = rows.FirstOrDefault(r => r.AuthorizationId == p.Id),
        }));
    }

    // A token that this machine revoked may answer for an hour; without this, another of its owner's would look like it.
    private Identified? Remembered(LeakedToken token, string organization, IReadOnlyList<PatRow> rows) =>
        TrailHistory.RevokedFor(past, organization, token.Fingerprint) is { } id
            ? new(Sureness.Exact, "the audit log of this machine has it") { Row = rows.FirstOrDefault(r => r.AuthorizationId == id) ?? new PatRow(id) { IsValid = false } }
            : null;

    private static List<(Guid Id, Sureness Sureness, string How)> Choose(LeakedToken token, Identified found, IReadOnlyList<PatRow> rows, IReadOnlyList<Guid> chosen)
    {
        if (chosen.Count == 0)
        {
            return found is { Row: { } row, Sureness: Sureness.OnlyOne or Sureness.Exact } ? [(row.AuthorizationId, found.Sureness, found.How)] : [];
        }

        // What was found exactly is not another token's id, whatever the operator typed.
        var possible = found.Row is { } sure ? [sure.AuthorizationId]
            : found.Candidates.Count > 0 ? found.Candidates.Select(c => c.Row.AuthorizationId).ToHashSet()
            : rows.Select(r => r.AuthorizationId).ToHashSet();
        return [.. chosen.Where(possible.Contains).Distinct().Select(id => found.Row is not null
            ? (id, found.Sureness, found.How)
            : (id, Sureness.Chosen, $"chosen by the operator for {token.Mask}"))];
    }
}
