using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client.Extensibility;
using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.SignIn;

public sealed class SignInTests : IDisposable
{
    private const string Client = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "contoso.onmicrosoft.com";
    private readonly Desk desk = new();
    private readonly string secret = "S3cret~" + Guid.NewGuid().ToString("N");

    public SignInTests()
    {
        desk.Bench["AZURE_DEVOPS_EXT_PAT"] = "";
        desk.Bench.Fake.Entra.Applications[Client] = (secret, "root@contoso.com");
    }

    public void Dispose() => desk.Dispose();

    private static SignInOptions Options(SignInMode mode) => new(mode) { ClientId = Client, Tenant = Tenant };

    // Signs in and asks who it turned out to be.
    private async Task<string> WhoIs(SignInOptions options)
    {
        using var gateway = desk.Bench.Gateway();
        var caller = desk.Bench.Connection.SignIn(options with { Tell = desk.Bench.Told.Enqueue });
        var who = await new OperatorCalls(gateway, desk.Site, caller).WhoAmI(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(desk.Bench.Fake.Entra.Tokens, t => caller.ToString().Contains(t, StringComparison.Ordinal));
        return $"{who.Caller.SignInName}, {caller.How}";
    }

    [Fact]
    public async Task An_administrators_token_comes_from_the_environment()
    {
        desk.Bench["AZURE_DEVOPS_EXT_PAT"] = desk.AdminToken;
        Assert.Equal("root@contoso.com, token from AZURE_DEVOPS_EXT_PAT", await WhoIs(new(SignInMode.Auto)));
    }

    [Fact]
    public async Task Or_from_standard_input()
    {
        using var input = new StringReader(desk.AdminToken + "\r\nmore");
        Assert.Equal("root@contoso.com, token from standard input", await WhoIs(new(SignInMode.PatStdin) { Input = input }));
    }

    [Fact]
    public async Task A_client_secret_signs_an_application_in()
    {
        desk.Bench["AZURE_CLIENT_SECRET"] = secret;
        Assert.Equal("root@contoso.com, client secret", await WhoIs(Options(SignInMode.ClientSecret)));
        Assert.Contains(desk.Server.Requests, r => r.Path == $"/{Tenant}/oauth2/v2.0/token" && r.Text.Contains("499b84ac-1321-427f-aa17-267ca6975798", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_and_not_repeated()
    {
        desk.Bench["AZURE_CLIENT_SECRET"] = "wrong" + secret;
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(Options(SignInMode.ClientSecret)));
        Assert.Equal("application-refused", error.Code);
        Assert.Contains("AADSTS7000215", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_signs_an_application_in(bool pem)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=patscan", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(desk.Folder, pem ? "app.pem" : "app.pfx");
        if (pem)
        {
            File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        }
        else
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pw"));
            desk.Bench["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = "pw";
        }

        desk.Bench["AZURE_CLIENT_CERTIFICATE_PATH"] = path;
        Assert.Equal("root@contoso.com, certificate", await WhoIs(Options(SignInMode.Certificate)));
    }

    [Fact]
    public void A_certificate_that_cannot_be_opened_is_told()
    {
        desk.Bench["AZURE_CLIENT_CERTIFICATE_PATH"] = Path.Combine(desk.Folder, "none.pfx");
        Assert.Equal("certificate-unusable", Assert.Throws<UserError>(() => desk.Bench.Connection.SignIn(Options(SignInMode.Certificate))).Code);
    }

    [Fact]
    public async Task A_device_code_is_shown_and_waited_for_and_the_token_is_kept()
    {
        desk.Bench.Fake.Entra.Person = "ann@contoso.com";
        var caller = desk.Bench.Connection.SignIn(Options(SignInMode.DeviceCode) with { Tell = desk.Bench.Told.Enqueue });
        var first = await caller.Source.Current(TestContext.Current.CancellationToken);
        var again = await caller.Source.Current(TestContext.Current.CancellationToken);
        Assert.Contains("ABCD1234", Assert.Single(desk.Bench.Told), StringComparison.Ordinal);
        Assert.Single(desk.Bench.Fake.Entra.Tokens);
        Assert.Equal("(credential)", $"{first}");
        Assert.Equal($"{first}", $"{again}");
    }

    [Fact]
    public async Task A_device_code_that_nobody_types_is_told()
    {
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(Options(SignInMode.DeviceCode)));
        Assert.Contains("device code", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_signs_a_person_in()
    {
        using var connection = new Connection(
            n => n is "PATSCAN_ENTRA_GATEWAY" or "PATSCAN_AZURE_DEVOPS_GATEWAY" ? desk.Server.Address : null, null, desk.Bench.Gates, new())
        { WebUi = new FakeBrowser() };
        desk.Bench.Fake.Entra.Person = "ann@contoso.com";
        var caller = connection.SignIn(Options(SignInMode.Browser));
        await caller.Source.Current(TestContext.Current.CancellationToken);
        Assert.Single(desk.Bench.Fake.Entra.Tokens);
    }

    [Fact]
    public async Task A_managed_identity_signs_in()
    {
        desk.Bench.Fake.Entra.Machine = "root@contoso.com";
        Assert.Equal("root@contoso.com, managed identity", await WhoIs(new(SignInMode.ManagedIdentity)));
    }

    [Fact]
    public async Task A_federated_token_file_signs_in()
    {
        var file = Path.Combine(desk.Folder, "token");
        File.WriteAllText(file, "header.payload.signature\n");
        desk.Bench["AZURE_FEDERATED_TOKEN_FILE"] = file;
        desk.Bench.Fake.Entra.Assertion = "header.payload.signature";
        Assert.Equal("root@contoso.com, workload identity", await WhoIs(Options(SignInMode.WorkloadIdentity)));
    }

    [Fact]
    public async Task A_GitHub_job_signs_in()
    {
        desk.Bench["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://pipelines.actions.githubusercontent.com/abc/idtoken?api-version=2.0";
        desk.Bench["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "job-token";
        desk.Bench.Fake.Entra.Assertion = "github.jwt.x";
        Assert.Equal("root@contoso.com, GitHub Actions", await WhoIs(Options(SignInMode.Auto)));
    }

    [Fact]
    public async Task An_Azure_Pipelines_job_signs_in_through_its_service_connection()
    {
        desk.Bench["SYSTEM_OIDCREQUESTURI"] = "https://vstoken.dev.azure.com/abc/_apis/oidctoken";
        desk.Bench["SYSTEM_ACCESSTOKEN"] = "job-token";
        desk.Bench["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"] = "connection-1";
        desk.Bench["AZURESUBSCRIPTION_CLIENT_ID"] = Client;
        desk.Bench["AZURESUBSCRIPTION_TENANT_ID"] = Tenant;
        desk.Bench.Fake.Entra.Assertion = "pipeline.jwt.x";
        Assert.Equal("root@contoso.com, Azure Pipelines service connection", await WhoIs(new(SignInMode.Auto)));
    }

    [Fact]
    public async Task A_job_that_may_not_ask_for_a_token_is_told_which_permission_it_lacks()
    {
        desk.Bench["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://pipelines.actions.githubusercontent.com/abc";
        desk.Bench["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "wrong";
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(Options(SignInMode.GitHubActions)));
        Assert.Contains("id-token: write", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Azure_CLIs_sign_in_is_used_and_asked_again_when_it_is_old()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var token = desk.Bench.Fake.Entra.Issue("root@contoso.com");
        FakeAz($"echo \"$*\" >> '{desk.Folder}/calls'; echo '{{\"accessToken\":\"{token}\",\"expires_on\":{desk.Bench.Fake.Now.AddHours(1).ToUnixTimeSeconds()}}}'");
        Assert.Equal("root@contoso.com, Azure CLI", await WhoIs(new(SignInMode.Auto) { Tenant = Tenant }));
        var caller = desk.Bench.Connection.SignIn(new(SignInMode.AzureCli) { Tenant = Tenant });
        await caller.Source.Current(TestContext.Current.CancellationToken);
        await caller.Source.Current(TestContext.Current.CancellationToken);
        Assert.Equal(2, File.ReadAllLines(desk.Folder + "/calls").Length);
        desk.Bench.Time.Advance(TimeSpan.FromMinutes(56));
        await caller.Source.Current(TestContext.Current.CancellationToken);
        Assert.Equal(3, File.ReadAllLines(desk.Folder + "/calls").Length);
        Assert.Equal($"account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --output json --tenant {Tenant}", File.ReadAllLines(desk.Folder + "/calls")[0]);
    }

    [Fact]
    public async Task An_Azure_CLI_that_is_not_signed_in_says_so()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        FakeAz("echo 'ERROR: Please run az login' >&2; exit 1");
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(new(SignInMode.AzureCli)));
        Assert.Contains("Please run az login", error.Message, StringComparison.Ordinal);
    }

    private void FakeAz(string script)
    {
        var path = Path.Combine(desk.Folder, "az");
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        desk.Bench["PATH"] = ".:relative:" + desk.Folder + ":/bin:/usr/bin";
    }

    [Fact]
    public async Task Tokens_are_kept_in_a_private_file_only_when_asked_for()
    {
        desk.Bench.Fake.Entra.Person = "ann@contoso.com";
        var path = Path.Combine(desk.Folder, "cache", "tokens");
        var options = Options(SignInMode.DeviceCode) with { TokenCache = path };
        await WhoIs(Options(SignInMode.DeviceCode));
        Assert.False(File.Exists(path));
        await WhoIs(options);
        await WhoIs(options);
        Assert.Equal(2, desk.Bench.Told.Count);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_token_cache_that_is_no_cache_is_told()
    {
        var path = Path.Combine(desk.Folder, "cache");
        File.WriteAllText(path, "not json");
        desk.Bench.Fake.Entra.Person = "ann@contoso.com";
        Assert.Equal("sign-in-failed", (await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(Options(SignInMode.DeviceCode) with { TokenCache = path }))).Code);
    }

    public static TheoryData<SignInMode, string> Missing => new()
    {
        { SignInMode.Auto, "no-sign-in" },
        { SignInMode.Pat, "variable-missing" },
        { SignInMode.PatStdin, "not-a-token" },
        { SignInMode.DeviceCode, "client-id-missing" },
        { SignInMode.Browser, "client-id-missing" },
        { SignInMode.ClientSecret, "client-id-missing" },
        { SignInMode.WorkloadIdentity, "variable-missing" },
        { SignInMode.AzurePipelines, "variable-missing" },
        { SignInMode.GitHubActions, "variable-missing" },
        { SignInMode.AzureCli, "azure-cli-missing" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void What_a_way_of_signing_in_lacks_is_told_before_anything_is_sent(SignInMode mode, string code)
    {
        Assert.Equal(code, Assert.Throws<UserError>(() => desk.Bench.Connection.SignIn(new(mode))).Code);
        Assert.Empty(desk.Server.Requests);
    }

    [Fact]
    public void A_word_that_is_no_way_of_signing_in_is_told_with_all_that_are() =>
        Assert.Contains("github-actions", Assert.Throws<UserError>(() => SignInModes.Parse("magic")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("evil.example/common?x=")]
    [InlineData("../common")]
    [InlineData("a b")]
    public void A_tenant_that_would_change_the_address_is_refused(string tenant) =>
        Assert.Equal("not-a-tenant", Assert.Throws<UserError>(() => desk.Bench.Connection.SignIn(Options(SignInMode.DeviceCode) with { Tenant = tenant })).Code);

    [Fact]
    public async Task A_service_principal_that_is_refused_is_told_to_sign_in_as_a_person()
    {
        desk.Contoso.Add("robot", servicePrincipal: true);
        desk.Bench.Fake.Entra.Applications[Client] = (secret, "robot");
        desk.Bench["AZURE_CLIENT_SECRET"] = secret;
        desk.SignIn = Options(SignInMode.ClientSecret);
        desk.Ann.Add(desk.Leak);
        Assert.Equal("service-principal-refused", (await Assert.ThrowsAsync<AzureDevOpsError>(() => desk.Plan())).Code);
    }

    [Fact]
    public async Task A_dead_administrators_token_is_told_apart_from_one_that_may_not()
    {
        desk.Bench["AZURE_DEVOPS_EXT_PAT"] = FakeTokens.Legacy(4711);
        Assert.Equal("sign-in-not-accepted", (await Assert.ThrowsAsync<AzureDevOpsError>(() => WhoIs(new(SignInMode.Pat)))).Code);
    }

    [Fact]
    public async Task A_server_has_no_administration_of_tokens_and_says_who_can_help()
    {
        desk.Bench["AZURE_DEVOPS_EXT_PAT"] = desk.AdminToken;
        var site = Site.Server("https://tfs.contoso.com/tfs");
        var error = await Assert.ThrowsAsync<UserError>(() => desk.Bench.Connection.Plan(desk.Caller, []).ForUser(site, "ann", PatFilter.All, TestContext.Current.CancellationToken));
        Assert.Equal("on-premises", error.Code);
    }

    private sealed class FakeBrowser : ICustomWebUi
    {
        public Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
        {
            Assert.Equal("login.microsoftonline.com", authorizationUri.Host);
            var state = authorizationUri.Query.Split('&').First(p => p.TrimStart('?').StartsWith("state=", StringComparison.Ordinal));
            return Task.FromResult(new Uri($"{redirectUri}?code=code-1&{state.TrimStart('?')}"));
        }
    }
}
