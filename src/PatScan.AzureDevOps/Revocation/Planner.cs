using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Trail;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>Works out what would be revoked, and why. Only reads.</summary>
public sealed partial class Planner
{
    private readonly Gateway gateway;
    private readonly Verifier verifier;
    private readonly Caller caller;
    private readonly IReadOnlyList<TrailEntry> past;
    private readonly Dictionary<Site, SitePlanner> sites = [];

    internal Planner(Gateway gateway, Verifier verifier, Caller caller, IReadOnlyList<TrailEntry> past) =>
        (this.gateway, this.verifier, this.caller, this.past) = (gateway, verifier, caller, past);

    /// <summary>A plan for leaked tokens: each is probed once, identified, and planned only when it is sure which row it is.</summary>
    /// <exception cref="AzureDevOpsError">A list that the plan rests on could not be had.</exception>
    public async Task<RevocationPlan> ForTokens(IReadOnlyList<LeakedToken> tokens, PlanRequest request, CancellationToken cancellation)
    {
        var draft = new Draft();
        foreach (var token in tokens.Distinct())
        {
            if (token.Fingerprint == caller.TokenFingerprint)
            {
                throw Messages.OperatorTokenLeaked();
            }

            var verdict = await verifier.VerifyAnywhere(token, cancellation).ConfigureAwait(false);
            draft.Verdicts.Add((token, verdict));
            await Plan(token, verdict, request, draft, cancellation).ConfigureAwait(false);
        }

        return draft.Plan();
    }

    /// <summary>A plan for ids that the operator named.</summary>
    /// <param name="site">The organisation.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="user">Their owner, without whom a revocation cannot be confirmed; or null.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<RevocationPlan> ForIds(Site site, IReadOnlyList<Guid> ids, string? user, CancellationToken cancellation)
    {
        var here = await At(site, cancellation).ConfigureAwait(false);
        var owner = user is null ? null : await here.People.Find(user, cancellation).ConfigureAwait(false);
        var rows = owner is null ? [] : await here.Rows(owner.Descriptor!, cancellation).ConfigureAwait(false);
        return new([.. ids.Distinct().Select(id => new PlannedRevocation(site, id, Sureness.Chosen, "named by the operator")
        {
            Owner = owner,
            Row = rows.FirstOrDefault(r => r.AuthorizationId == id),
        })]);
    }

    /// <summary>A plan for the tokens of a person, for example one who left.</summary>
    public async Task<RevocationPlan> ForUser(Site site, string user, PatFilter filter, CancellationToken cancellation)
    {
        var here = await At(site, cancellation).ConfigureAwait(false);
        var owner = await here.People.Find(user, cancellation).ConfigureAwait(false);
        var rows = await here.Rows(owner.Descriptor!, cancellation).ConfigureAwait(false);
        var now = gateway.Gates.Now;
        return new([.. rows.Where(r => r.IsAlive(now) && filter.Takes(r, now)).Select(r =>
            new PlannedRevocation(site, r.AuthorizationId, Sureness.Chosen, $"a token of {user}") { Owner = owner, Row = r })]);
    }

    private async Task<SitePlanner> At(Site site, CancellationToken cancellation)
    {
        if (!sites.TryGetValue(site, out var here))
        {
            if (site.IsServer)
            {
                throw Messages.OnPremises(site.Name);
            }

            var calls = new OperatorCalls(gateway, site, caller);
            await calls.WhoAmI(cancellation).ConfigureAwait(false);
            sites[site] = here = new SitePlanner(calls);
        }

        return here;
    }
}
