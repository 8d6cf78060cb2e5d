using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Trail;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>Probes a revoked token until the service refuses it, and no longer than the operator waits.</summary>
internal sealed class Prover(Verifier verifier, AuditTrail trail, Action<string> tell)
{
    public async Task<Proof> Prove(LeakedToken token, Site site, Guid id, Waiting waiting, CancellationToken cancellation)
    {
        var item = new TrailItem(id) { Fingerprint = token.Fingerprint };
        var begin = trail.Append(new TrailEntry(TrailKind.ProofBegin)
        {
            Organization = site.Name,
            Request = $"GET {site.Core("_apis/connectionData")}",
            Items = [item],
        });
        waiting.Restart();
        var probes = 1;
        var verdict = await verifier.Probe(token, site, cancellation).ConfigureAwait(false);
        while (verdict.Status != TokenStatus.Inactive && await waiting.Next(cancellation).ConfigureAwait(false))
        {
            tell($"{token.Mask} still answers ({verdict.Reason.Text}); probing again");
            verdict = await verifier.Probe(token, site, cancellation).ConfigureAwait(false);
            probes++;
        }

        var proof = new Proof(token, site, verdict, probes);
        trail.Append(new TrailEntry(TrailKind.ProofEnd)
        {
            Organization = site.Name,
            About = begin,
            Answer = verdict.Evidence,
            Items = [item with { Outcome = proof.IsDead ? "dead" : "pending", Why = verdict.Reason.Code }],
        });
        return proof;
    }
}
