using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps;

/// <summary>What the service refuses, and what to do about each.</summary>
internal static partial class Messages
{
    public static AzureDevOpsError ServicePrincipalRefused(Site site, string who) => new("service-principal-refused",
        $"Azure DevOps does not let service principals and managed identities do this in {site} (signed in as {who}). Sign in as a person: --auth device-code, --auth browser, --auth azure-cli after 'az login', or an administrator's token in AZURE_DEVOPS_EXT_PAT.");

    public static AzureDevOpsError NotAnAdministrator(Site site, string who, string detail) => new("not-an-administrator",
        $"{who} may not administer tokens in {site}{Because(detail)}. Members of Project Collection Administrators can; an administrator's token needs the scope Token Administration (vso.tokenadministration) or full access.");

    public static AzureDevOpsError SignInNotAccepted(Site site, string who) => new("sign-in-not-accepted",
        $"{site} did not accept the sign-in ({who}): the token is expired, revoked, or of another tenant. Sign in again, or choose another way with --auth.");

    public static AzureDevOpsError NeedsUserSignIn(Site site, string who) => new("needs-user-sign-in",
        $"Only a person signed in through Entra can revoke their own tokens in {site}; {who} is refused. Use --auth device-code, browser or azure-cli. Administrators need no --own.");

    public static AzureDevOpsError OrganizationNotFound(Site site) => new("organization-not-found",
        $"There is no organization \"{site}\", or it is hidden from this sign-in. Check --organization.");

    public static AzureDevOpsError UserNotFound(Site site, string user) => new("user-not-found",
        $"\"{Shown(user)}\" is not known in {site}. Give the sign-in name (user principal name) or a subject descriptor (aad.… or msa.…).");

    public static AzureDevOpsError UserAmbiguous(Site site, string user, int count) => new("user-ambiguous",
        $"{count} people in {site} have the sign-in name \"{Shown(user)}\". Give the subject descriptor of the one that is meant.");

    public static AzureDevOpsError Throttled(Site site, string what, TimeSpan? wait) => new("throttled",
        $"{site} is throttling PatScan: {what} was refused{(wait is { } w ? $", and it asks to be left alone for {w.TotalSeconds:0} seconds" : "")}. Run the same command again later; what is done stays done.");

    public static AzureDevOpsError ServiceFailed(Site site, string what, int status, string detail) => new("service-failed",
        $"{what} in {site} failed with HTTP {status}{Because(detail)}.");

    public static AzureDevOpsError NoAnswer(Site site, string what, string why) => new("no-answer",
        $"{what} in {site} got no answer: {why}.");

    public static AzureDevOpsError NotUnderstood(Site site, string what) => new("answer-not-understood",
        $"{what} in {site} got an answer that is not Azure DevOps's: a proxy, or a gateway that changes answers, may stand between.");

    public static AzureDevOpsError EndlessList(Site site, string what) => new("endless-list",
        $"{what} in {site} never ends: the same page came twice, or too many. Nothing was decided on half a list.");

    public static UserError OperatorTokenLeaked() => new("operator-token-leaked",
        "The administrator's token that PatScan was given is itself among the leaked ones. Sign in another way (--auth device-code), or with a fresh token, and run again.");

    private static string Because(string detail) => detail.Length == 0 ? "" : $" (it says: {detail})";
}
