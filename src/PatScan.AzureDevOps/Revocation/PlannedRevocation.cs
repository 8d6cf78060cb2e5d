using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>One authorization id that is to be revoked, and why this one.</summary>
/// <param name="Site">The organisation.</param>
/// <param name="AuthorizationId">What is revoked.</param>
/// <param name="Sureness">How sure it is that this is the leaked token.</param>
/// <param name="How">How it was found, in a sentence for people.</param>
public sealed record PlannedRevocation(Site Site, Guid AuthorizationId, Sureness Sureness, string How)
{
    /// <summary>The leaked token that led here; null for ids and people that the operator named.</summary>
    public LeakedToken? Token { get; init; }

    /// <summary>Whose it is, or null when the operator named a bare id.</summary>
    public TokenOwner? Owner { get; init; }

    /// <summary>True when the owner administers the organisation; null when it cannot be told.</summary>
    public bool? OwnerIsAdministrator { get; init; }

    /// <summary>The row of the list, with name, scope and dates; null for a bare id.</summary>
    public PatRow? Row { get; init; }
}
