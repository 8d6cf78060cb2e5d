using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>What probing a revoked token again told.</summary>
/// <param name="Token">The token.</param>
/// <param name="Site">Where it was probed.</param>
/// <param name="Last">The last verdict; inactive is the proof, anything else is pending.</param>
/// <param name="Probes">How many times it was asked.</param>
public sealed record Proof(LeakedToken Token, Site Site, Verdict Last, int Probes)
{
    /// <summary>Whether the service refuses the token now.</summary>
    public bool IsDead => Last.Status == TokenStatus.Inactive;
}
