using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;

namespace PatScan.AzureDevOps.Verification;

/// <summary>What one probe of one token in one place told.</summary>
/// <param name="Reason">Status and why.</param>
/// <param name="Evidence">What the answer was, in a line, without secrets: <c>HTTP 401, empty, Basic realm</c>.</param>
public sealed record Verdict(VerdictReason Reason, string Evidence)
{
    /// <summary>Whether the token works.</summary>
    public TokenStatus Status => Reason.Status;

    /// <summary>Where it was tried, or null when it was tried nowhere.</summary>
    public Site? Site { get; init; }

    /// <summary>Whose it is; only for an active token.</summary>
    public TokenOwner? Owner { get; init; }

    /// <summary>The organisation's id.</summary>
    public Guid? OrganizationId { get; init; }

    /// <summary>True when the owner is known to administer the organisation; null when it cannot be told, never false.</summary>
    public bool? OwnerIsAdministrator { get; init; }

    /// <summary>The month of issue, from the token itself.</summary>
    public IssueMonth? Issued { get; init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset CheckedAt { get; init; }
}
