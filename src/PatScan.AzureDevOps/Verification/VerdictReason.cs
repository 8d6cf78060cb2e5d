namespace PatScan.AzureDevOps.Verification;

/// <summary>Why a verdict is what it is: a closed list, the words beside the name.</summary>
/// <param name="Code">Stable identifier, in SARIF properties and JSON.</param>
/// <param name="Status">What follows from it.</param>
/// <param name="Text">For a person, to follow "active: " or the like.</param>
public sealed record VerdictReason(string Code, TokenStatus Status, string Text)
{
    public static readonly VerdictReason Accepted = new("accepted", TokenStatus.Active, "the service names its owner");
    public static readonly VerdictReason NotPermitted = new("not-permitted", TokenStatus.Active, "the service knows its owner, who may not enter there");

    public static readonly VerdictReason Expired = new("expired", TokenStatus.Inactive, "expired");
    public static readonly VerdictReason Revoked = new("revoked", TokenStatus.Inactive, "revoked");
    public static readonly VerdictReason Refused = new("refused", TokenStatus.Inactive, "refused: expired, revoked, or of another organization; the service does not say which");
    public static readonly VerdictReason NotKnown = new("not-known", TokenStatus.Inactive, "not a token of this organization");
    public static readonly VerdictReason Ignored = new("ignored", TokenStatus.Inactive, "ignored: the organization has public projects and answered as to anybody");

    public static readonly VerdictReason NoOrganization = new("no-organization", TokenStatus.Unknown, "nothing beside it says which organization it belongs to; name it with --organization, or a server with --server");
    public static readonly VerdictReason NotAvailable = new("not-available", TokenStatus.Unknown, "the token could not be read again from where it was found");
    public static readonly VerdictReason OrganizationNotFound = new("organization-not-found", TokenStatus.Unknown, "there is no such organization");
    public static readonly VerdictReason OrganizationNotSure = new("organization-not-sure", TokenStatus.Unknown, "a sign-in page came back, and whether the organization exists could not be told");
    public static readonly VerdictReason RefusedByName = new("refused-by-name", TokenStatus.Unknown, "the service knows the owner and refuses all the same: a policy, or the scope");
    public static readonly VerdictReason Forbidden = new("forbidden", TokenStatus.Unknown, "forbidden, without a word of whose token it is");
    public static readonly VerdictReason Redirected = new("redirected", TokenStatus.Unknown, "redirected elsewhere; redirects are not followed with a token");
    public static readonly VerdictReason Throttled = new("throttled", TokenStatus.Unknown, "the service is throttling; try again later");
    public static readonly VerdictReason ServerError = new("server-error", TokenStatus.Unknown, "the service is in trouble; try again later");
    public static readonly VerdictReason Proxy = new("proxy", TokenStatus.Unknown, "a proxy answered instead of the service");
    public static readonly VerdictReason NotUnderstood = new("not-understood", TokenStatus.Unknown, "the answer is not one of Azure DevOps");
    public static readonly VerdictReason NoAnswer = new("no-answer", TokenStatus.Unknown, "no whole answer came");

    /// <inheritdoc/>
    public override string ToString() => Code;
}
