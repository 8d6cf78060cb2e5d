using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using Microsoft.Identity.Client.Extensibility;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Makes MSAL's applications: public for people, confidential for applications, managed identities.</summary>
/// <param name="http">The transport.</param>
/// <param name="options">What the operator said.</param>
/// <param name="webUi">Stands in for the browser in tests; null opens the real one.</param>
internal sealed partial class Entra(IMsalHttpClientFactory http, SignInOptions options, ICustomWebUi? webUi = null)
{
    private const string Resource = "499b84ac-1321-427f-aa17-267ca6975798";
    private static readonly string[] Scopes = [Resource + "/.default"];

    public ICredentialSource DeviceCode(string clientId, string? tenant) => Person("device code", clientId, tenant, (app, cancellation) =>
        app.AcquireTokenWithDeviceCode(Scopes, code =>
        {
            options.Tell(code.Message);
            return Task.CompletedTask;
        }).ExecuteAsync(cancellation));

    public ICredentialSource Browser(string clientId, string? tenant) => Person("browser", clientId, tenant, (app, cancellation) =>
    {
        var ask = app.AcquireTokenInteractive(Scopes).WithUseEmbeddedWebView(false);
        return (webUi is null ? ask : ask.WithCustomWebUi(webUi)).ExecuteAsync(cancellation);
    });

    public ICredentialSource Secret(string clientId, string tenant, string secret) =>
        Application("client secret", clientId, tenant, b => b.WithClientSecret(secret), text => text.Replace(secret, "(secret)", StringComparison.Ordinal));

    public ICredentialSource Certificate(string clientId, string tenant, string path, string? password)
    {
        try
        {
            var certificate = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
                : X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return Application("certificate", clientId, tenant, b => b.WithCertificate(certificate), text => text);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Messages.CertificateUnusable(path);
        }
    }

    /// <summary>An application that trusts somebody else's token; <paramref name="assertion"/> fetches one.</summary>
    public ICredentialSource Federated(string how, string clientId, string tenant, Func<CancellationToken, Task<string>> assertion) =>
        Application(how, clientId, tenant, b => b.WithClientAssertion(o => assertion(o.CancellationToken)), text => text);

    public ICredentialSource ManagedIdentity(string? clientId)
    {
        var id = clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.WithUserAssignedClientId(clientId);
        var app = ManagedIdentityApplicationBuilder.Create(id).WithHttpClientFactory(http).Build();
        return new EntraCredential("managed identity", c => app.AcquireTokenForManagedIdentity(Resource).ExecuteAsync(c), Messages.Shown);
    }

    private EntraCredential Person(string how, string clientId, string? tenant, Func<IPublicClientApplication, CancellationToken, Task<AuthenticationResult>> ask)
    {
        var app = PublicClientApplicationBuilder.Create(clientId).WithAuthority(Authority(tenant ?? "organizations")).WithRedirectUri("http://localhost")
            .WithHttpClientFactory(http).WithInstanceDiscovery(false).Build();
        Keep(app.UserTokenCache);
        return new(how, async cancellation =>
        {
            var account = (await app.GetAccountsAsync().ConfigureAwait(false)).FirstOrDefault();
            if (account is not null)
            {
                try
                {
                    return await app.AcquireTokenSilent(Scopes, account).ExecuteAsync(cancellation).ConfigureAwait(false);
                }
                catch (MsalUiRequiredException)
                {
                    // What is in the cache does not do; ask the person again.
                }
            }

            return await ask(app, cancellation).ConfigureAwait(false);
        }, Messages.Shown);
    }

    private EntraCredential Application(
        string how, string clientId, string tenant, Func<ConfidentialClientApplicationBuilder, ConfidentialClientApplicationBuilder> proof, Func<string, string> scrub)
    {
        var app = proof(ConfidentialClientApplicationBuilder.Create(clientId).WithAuthority(Authority(tenant)).WithHttpClientFactory(http).WithInstanceDiscovery(false)).Build();
        Keep(app.AppTokenCache);
        return new(how, c => app.AcquireTokenForClient(Scopes).ExecuteAsync(c), text => Messages.Shown(scrub(text)));
    }

    private void Keep(ITokenCache cache)
    {
        if (options.TokenCache is { } path)
        {
            TokenCacheFile.Attach(cache, path);
        }
    }

    private static string Authority(string tenant) =>
        TenantForm().IsMatch(tenant) ? $"https://{EntraTransport.Host}/{tenant}/" : throw Messages.NotATenant(tenant);

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TenantForm();
}
