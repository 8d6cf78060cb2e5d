using CsCheck;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Http;

/// <summary>Whatever scanned text says, a token goes to Azure DevOps and nowhere else.</summary>
public class HostWallTests
{
    private static readonly HashSet<string> Allowed = ["dev.azure.com"];

    private static readonly string[] Parts =
    [
        "https://", "http://", "https:\\\\", "//", "/", "\\", "@", ":", ":443", ":8443", "?", "#", "%2f", "%00", "%40", "\n", "\r\n", "\t", " ", ".", "..",
        "dev.azure.com", "DEV.AZURE.COM", "vssps.dev.azure.com", "dev.azure.com.", "dev.azure.com.evil.example", "evil.example", "xn--dv-fka.azure.com",
        "contoso.visualstudio.com", "visualstudio.com", ".visualstudio.com.evil.example", "ssh.dev.azure.com:v3/", "git@", "user:pw@", "contoso", "a", "-",
        "dev。azure。com", "dеv.azure.com", "ⅾev.azure.com", "dev.azure.com＠evil.example", "\u202e", "\u0000", "127.0.0.1", "[::1]", "0x7f.1", "localhost",
        "tfs.contoso.com", "https://dev.azure.com/contoso", "DefaultCollection", "_apis", "é", "\ud800",
    ];

    [Fact]
    public void Whatever_evidence_says_every_request_goes_to_an_allowed_host() => Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[1, 9].Select(string.Concat).Sample(text =>
    {
        using var recorder = new Recorder();
        using var gateway = new Gateway(recorder, new AllowedHosts(), GatewayRoute.Direct, Gates.System, new ClientLimits { Tries = 1 });
        if (Site.FromEvidence(text) is { } site)
        {
            var token = new LeakedToken(FakeTokens.Legacy(1));
            new Verifier(gateway).Verify(token, site, CancellationToken.None).GetAwaiter().GetResult();
            Assert.NotEmpty(recorder.Addresses);
        }

        Assert.All(recorder.Addresses, a =>
        {
            Assert.Equal(("https", 443, ""), (a.Scheme, a.Port, a.UserInfo));
            Assert.Contains(a.Host, Allowed);
            Assert.Matches(@"^/[A-Za-z0-9-]{1,50}/_apis/connectionData$", a.AbsolutePath);
        });
    }, iter: 20_000);

    [Theory]
    [InlineData("https://dev.azure.com.evil.example/x")]
    [InlineData("http://dev.azure.com/x")]
    [InlineData("https://dev.azure.com:444/x")]
    [InlineData("https://user@dev.azure.com/x")]
    [InlineData("https://tfs.contoso.com/x")]
    [InlineData("https://a.b.visualstudio.com/x")]
    [InlineData("http://127.0.0.1/x")]
    public async Task The_gate_itself_stops_every_other_address(string address)
    {
        using var recorder = new Recorder();
        using var gateway = new Gateway(recorder, new AllowedHosts(), GatewayRoute.Direct, Gates.System, new ClientLimits());
        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.Send(new Call(HttpMethod.Get, new Uri(address), "x"), CancellationToken.None));
        Assert.Empty(recorder.Addresses);
    }

    [Fact]
    public async Task Only_the_server_that_the_operator_named_is_added()
    {
        using var recorder = new Recorder();
        var site = Site.Server("https://tfs.contoso.com/tfs");
        using var gateway = new Gateway(recorder, new AllowedHosts(site), GatewayRoute.Direct, Gates.System, new ClientLimits { Tries = 1 });
        await gateway.Send(new Call(HttpMethod.Get, site.Core("_apis/connectionData"), "x"), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.Send(new Call(HttpMethod.Get, new Uri("https://tfs.contoso.com/other/x"), "x"), CancellationToken.None));
        Assert.Equal("https://tfs.contoso.com/tfs/_apis/connectionData", Assert.Single(recorder.Addresses).AbsoluteUri);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<Uri> Addresses { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Addresses.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized) { Headers = { { "WWW-Authenticate", "Basic realm=\"https://tfsprod\"" } } });
        }
    }
}
