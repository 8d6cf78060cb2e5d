using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Turns a mode and the environment into a way of signing in, or says what is missing.</summary>
internal sealed class SignInDesk(Func<string, string?> variable, Entra entra, Oidc oidc, Programs programs, Gates gates, SignInOptions options)
{
    private const string Pat = "AZURE_DEVOPS_EXT_PAT";

    // What a machine was prepared for comes before what happens to be installed on it; a person is asked last.
    private static readonly SignInMode[] Order =
    [
        SignInMode.Pat, SignInMode.WorkloadIdentity, SignInMode.Certificate, SignInMode.ClientSecret, SignInMode.AzurePipelines,
        SignInMode.GitHubActions, SignInMode.ManagedIdentity, SignInMode.AzureCli, SignInMode.DeviceCode,
    ];

    private string? ClientId => options.ClientId ?? Value("AZURE_CLIENT_ID");

    private string? Tenant => options.Tenant ?? Value("AZURE_TENANT_ID");

    /// <exception cref="UserError">Something that the mode needs is missing.</exception>
    public Caller Choose()
    {
        if (options.Mode != SignInMode.Auto)
        {
            return Make(options.Mode);
        }

        var mode = Array.Find(Order, IsPrepared);
        return mode == SignInMode.Auto ? throw Messages.NoSignIn(SignInModes.List) : Make(mode);
    }

    // Managed identity only where the environment announces it: elsewhere asking costs seconds of silence.
    private bool IsPrepared(SignInMode mode) => mode switch
    {
        SignInMode.Pat => Value(Pat) is not null,
        SignInMode.WorkloadIdentity => Has("AZURE_FEDERATED_TOKEN_FILE") && HasApplication,
        SignInMode.Certificate => Has("AZURE_CLIENT_CERTIFICATE_PATH") && HasApplication,
        SignInMode.ClientSecret => Has("AZURE_CLIENT_SECRET") && HasApplication,
        SignInMode.AzurePipelines => Has("SYSTEM_OIDCREQUESTURI") && Has("SYSTEM_ACCESSTOKEN") && Has("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"),
        SignInMode.GitHubActions => Has("ACTIONS_ID_TOKEN_REQUEST_URL") && Has("ACTIONS_ID_TOKEN_REQUEST_TOKEN") && HasApplication,
        SignInMode.ManagedIdentity => Has("IDENTITY_ENDPOINT") || Has("MSI_ENDPOINT"),
        SignInMode.AzureCli => programs.Find("az") is not null,
        SignInMode.DeviceCode => ClientId is not null,
        _ => false,
    };

    private bool HasApplication => ClientId is not null && Tenant is not null;

    private Caller Make(SignInMode mode) => mode switch
    {
        SignInMode.Pat => FromPat("token from " + Pat, Need(Pat)),
        SignInMode.PatStdin => FromPat("token from standard input", options.Input?.ReadLine()?.Trim() ?? ""),
        SignInMode.DeviceCode => new(entra.DeviceCode(NeedClientId(), Tenant)),
        SignInMode.Browser => new(entra.Browser(NeedClientId(), Tenant)),
        SignInMode.ClientSecret => new(entra.Secret(NeedClientId(), NeedTenant(), Need("AZURE_CLIENT_SECRET"))),
        SignInMode.Certificate => new(entra.Certificate(NeedClientId(), NeedTenant(), Need("AZURE_CLIENT_CERTIFICATE_PATH"), Value("AZURE_CLIENT_CERTIFICATE_PASSWORD"))),
        SignInMode.ManagedIdentity => new(entra.ManagedIdentity(ClientId)),
        SignInMode.WorkloadIdentity => FromFile(),
        SignInMode.AzurePipelines => FromAzurePipelines(),
        SignInMode.GitHubActions => FromGitHub(),
        SignInMode.AzureCli => new(new AzureCli(programs.Find("az") ?? throw Messages.AzureCliMissing(), Tenant, gates)),
        _ => throw Messages.NotASignInMode(mode.ToString(), SignInModes.List),
    };

    private static Caller FromPat(string how, string token) =>
        new(new FixedCredential(how, Credential.Pat(token)), new LeakedToken(token).Fingerprint);

    private Caller FromFile()
    {
        var path = Need("AZURE_FEDERATED_TOKEN_FILE");
        return new(entra.Federated("workload identity", NeedClientId(), NeedTenant(), async cancellation =>
        {
            try
            {
                return (await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false)).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Messages.OidcFailed("AZURE_FEDERATED_TOKEN_FILE", e.Message);
            }
        }));
    }

    private Caller FromAzurePipelines()
    {
        var request = Address("SYSTEM_OIDCREQUESTURI");
        var connection = Need("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID");
        var token = Need("SYSTEM_ACCESSTOKEN");
        var client = options.ClientId ?? Value("AZURESUBSCRIPTION_CLIENT_ID") ?? NeedClientId();
        var tenant = options.Tenant ?? Value("AZURESUBSCRIPTION_TENANT_ID") ?? NeedTenant();
        return new(entra.Federated("Azure Pipelines service connection", client, tenant, c => oidc.AzurePipelines(request, connection, token, c)));
    }

    private Caller FromGitHub()
    {
        var request = Address("ACTIONS_ID_TOKEN_REQUEST_URL");
        var token = Need("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
        return new(entra.Federated("GitHub Actions", NeedClientId(), NeedTenant(), c => oidc.GitHubActions(request, token, c)));
    }

    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private bool Has(string name) => Value(name) is not null;

    private string Need(string name) => Value(name) ?? throw Messages.VariableMissing(name);

    private string NeedClientId() => ClientId ?? throw Messages.ClientIdMissing();

    private string NeedTenant() => Tenant ?? throw Messages.TenantMissing();

    private Uri Address(string name) =>
        Uri.TryCreate(Need(name), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : throw Messages.NotHttps(name);
}
