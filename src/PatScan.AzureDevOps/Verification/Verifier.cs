using System.Collections.Concurrent;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;

namespace PatScan.AzureDevOps.Verification;

/// <summary>
/// Asks the service who a leaked token is: one read-only request for each token and place, however often it is asked for.
/// </summary>
internal sealed class Verifier(Gateway gateway)
{
    private const string Path = "_apis/connectionData";
    private readonly ConcurrentDictionary<(string Fingerprint, Site Site), Lazy<Task<Verdict>>> asked = new();
    private readonly ConcurrentDictionary<Site, Lazy<Task<bool?>>> existing = new();

    /// <summary>The verdict of the one probe of this token in this place.</summary>
    public Task<Verdict> Verify(LeakedToken token, Site site, CancellationToken cancellation) =>
        asked.GetOrAdd((token.Fingerprint, site), _ => new(() => Probe(token, site, cancellation))).Value;

    /// <summary>The verdict of the places that evidence or the operator named; no more of them are asked once one knows the token.</summary>
    public async Task<Verdict> VerifyAnywhere(LeakedToken token, CancellationToken cancellation)
    {
        Verdict? best = null;
        foreach (var site in token.Sites)
        {
            var verdict = await Verify(token, site, cancellation).ConfigureAwait(false);
            if (verdict.Status == TokenStatus.Active)
            {
                return verdict;
            }

            // "Inactive" holds only where nothing stayed unknown.
            best = best is null || verdict.Status == TokenStatus.Unknown ? verdict : best;
        }

        return best ?? new Verdict(VerdictReason.NoOrganization, "not asked") { Issued = token.Issued, CheckedAt = gateway.Gates.Now };
    }

    /// <summary>Asks anew; for the proof after a revocation only.</summary>
    public async Task<Verdict> Probe(LeakedToken token, Site site, CancellationToken cancellation)
    {
        var verdict = await Ask(token, site, cancellation).ConfigureAwait(false);
        return verdict with { Site = site, Issued = token.Issued, CheckedAt = gateway.Gates.Now };
    }

    private async Task<Verdict> Ask(LeakedToken token, Site site, CancellationToken cancellation)
    {
        try
        {
            var call = new Call(HttpMethod.Get, site.Core(Path), site.Name) { Credential = token.AsCredential() };
            var verdict = Judge.Read(await gateway.Send(call, cancellation).ConfigureAwait(false));
            return verdict.Reason == VerdictReason.NotKnown ? await Doubt(verdict, site, cancellation).ConfigureAwait(false) : verdict;
        }
        catch (CallLost lost)
        {
            return new(lost.Loss == Loss.Throttled ? VerdictReason.Throttled : VerdictReason.NoAnswer, lost.Message);
        }
    }

    // A sign-in page means "no such token" only where there is such an organisation; that is asked as nobody, without the token.
    private async Task<Verdict> Doubt(Verdict verdict, Site site, CancellationToken cancellation)
    {
        var exists = await existing.GetOrAdd(site, _ => new(() => Exists(site, cancellation))).Value.ConfigureAwait(false);
        return exists switch
        {
            true => verdict,
            false => new(VerdictReason.OrganizationNotFound, verdict.Evidence),
            null => new(VerdictReason.OrganizationNotSure, verdict.Evidence),
        };
    }

    private async Task<bool?> Exists(Site site, CancellationToken cancellation)
    {
        try
        {
            var answer = await gateway.Send(new Call(HttpMethod.Get, site.Core(Path), site.Name) { RepeatWhenLost = true }, cancellation).ConfigureAwait(false);
            var named = answer.Header("X-VSS-ResourceTenant") is not null
                || (answer.Header("WWW-Authenticate") ?? "").Contains("authorization_uri=", StringComparison.OrdinalIgnoreCase);
            return named ? true : answer.Status == 404 ? false : null;
        }
        catch (CallLost)
        {
            return null;
        }
    }
}
