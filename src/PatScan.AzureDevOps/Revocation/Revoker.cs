using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Trail;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>Carries a plan out: revoke, look again, probe until dead; every step in the audit trail first.</summary>
public sealed class Revoker
{
    private readonly Gateway gateway;
    private readonly Verifier verifier;
    private readonly Caller caller;
    private readonly AuditTrail trail;
    private readonly Action<string> tell;

    internal Revoker(Gateway gateway, Verifier verifier, Caller caller, AuditTrail trail, Action<string> tell) =>
        (this.gateway, this.verifier, this.caller, this.trail, this.tell) = (gateway, verifier, caller, trail, tell);

    /// <summary>Executes the plan. Run again over the same plan, it asks for nothing that is gone already.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="sites">The organisations of this run, those without a planned id included: what earlier runs left open there is looked up.</param>
    /// <param name="wait">How long to wait, in all, for revocations to take effect.</param>
    /// <param name="cancellation">Stops between two steps; the trail then says what is open.</param>
    /// <exception cref="UserError">The trail cannot be written.</exception>
    public async Task<RevocationResult> Execute(RevocationPlan plan, IReadOnlyCollection<Site> sites, TimeSpan wait, CancellationToken cancellation)
    {
        var states = plan.Revocations.Select(p => new RevocationState(p)).ToList();
        var waiting = new Waiting(gateway.Gates, wait);
        foreach (var site in sites.Concat(plan.Revocations.Select(p => p.Site)).Distinct())
        {
            var calls = new OperatorCalls(gateway, site, caller);
            IRevocationRoute route = plan.IsOwn ? new OwnRoute(new OwnTokens(calls)) : new AdministratorRoute(new TokenAdmin(calls));
            trail.Append(new TrailEntry(TrailKind.Run) { Organization = site.Name, Operator = caller.ToString() });
            var here = states.Where(s => s.Planned.Site.Equals(site)).ToList();
            await new Leftovers(route, trail, gateway.Gates, tell).Settle(site.Name, here.Select(s => s.Id).ToHashSet(), cancellation).ConfigureAwait(false);
            await new SiteRevoker(calls, route, trail, tell).Run(here, waiting, cancellation).ConfigureAwait(false);
        }

        var prover = new Prover(verifier, trail, tell);
        var proofs = new List<Proof>();
        foreach (var state in states.Where(s => s.Kind != OutcomeKind.Refused && s.Planned.Token is not null).DistinctBy(s => s.Planned.Token))
        {
            proofs.Add(await prover.Prove(state.Planned.Token!, state.Planned.Site, state.Id, waiting, cancellation).ConfigureAwait(false));
        }

        return new([.. states.Select(s => s.Outcome)], proofs);
    }
}
