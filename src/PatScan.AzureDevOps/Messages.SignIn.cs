namespace PatScan.AzureDevOps;

/// <summary>What goes wrong while signing in.</summary>
internal static partial class Messages
{
    public static UserError NotASignInMode(string word, string list) => new("not-a-sign-in-mode",
        $"--auth \"{Shown(word)}\" is not known. Use one of: {list}.");

    public static UserError NoSignIn(string list) => new("no-sign-in",
        $"There is no way to sign in: set AZURE_DEVOPS_EXT_PAT to an administrator's token, run 'az login', or give --client-id for --auth device-code. All ways: {list}.");

    public static UserError VariableMissing(string name) => new("variable-missing",
        $"This way of signing in needs the environment variable {name}.");

    public static UserError ClientIdMissing() => new("client-id-missing",
        "This way of signing in needs --client-id: the id of an application registered in your tenant, with public client flows allowed for device-code and browser. See docs/azure-devops.md.");

    public static UserError TenantMissing() => new("tenant-missing",
        "This way of signing in needs --tenant: the id or a domain of your Entra tenant.");

    public static UserError NotATenant(string value) => new("not-a-tenant",
        $"\"{Shown(value)}\" is not a tenant. Give its id or a domain, such as contoso.onmicrosoft.com.");

    public static UserError NotHttps(string variable) => new("not-https",
        $"{variable} is not an https address; a credential would be sent there in the clear.");

    public static UserError CertificateUnusable(string path) => new("certificate-unusable",
        $"The certificate \"{Shown(path)}\" cannot be used: it needs a private key (PFX, or PEM with the key), and its password in AZURE_CLIENT_CERTIFICATE_PASSWORD.");

    public static UserError AzureCliMissing() => new("azure-cli-missing",
        "The Azure CLI (az) is not on PATH. Install it, or choose another way with --auth.");

    public static UserError TokenCacheNotWritable(string path, string why) => new("token-cache-not-writable",
        $"The token cache \"{Shown(path)}\" cannot be written ({Shown(why)}). Leave --token-cache away to keep tokens in memory.");

    public static AzureDevOpsError AzureCliFailed(string why) => new("azure-cli-failed",
        $"The Azure CLI gave no token ({Shown(why)}). Run 'az login', then try again.");

    public static AzureDevOpsError OidcFailed(string who, string why) => new("oidc-failed",
        $"{who} gave no identity token ({Shown(why)}). In GitHub Actions the job needs 'permissions: id-token: write'; in Azure Pipelines the step needs SYSTEM_ACCESSTOKEN in its environment.");

    public static AzureDevOpsError SignInNeedsPerson(string how, string why) => new("sign-in-needs-person",
        $"Entra wants a person to do something for this sign-in ({how}): {why}. Use --auth device-code or browser.");

    public static AzureDevOpsError ApplicationRefused(string how, string why) => new("application-refused",
        $"Entra refused the application's {how}: {why}. Check --client-id, --tenant, and that the secret or certificate has not expired.");

    public static AzureDevOpsError SignInFailed(string how, string why) => new("sign-in-failed",
        $"Signing in by {how} failed: {why}.");
}
