using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Tests.Http;

public class SiteTests
{
    [Theory]
    [InlineData("contoso")]
    [InlineData("https://dev.azure.com/contoso")]
    [InlineData("https://dev.azure.com/contoso/web/_git/web?path=/x")]
    [InlineData("https://DEV.azure.com/contoso/")]
    [InlineData("https://contoso@dev.azure.com/contoso/web/_git/web")]
    [InlineData("https://pkgs.dev.azure.com/contoso/_packaging/feed/nuget/v3/index.json")]
    [InlineData("https://contoso.visualstudio.com/DefaultCollection")]
    [InlineData("https://contoso.pkgs.visualstudio.com/_packaging/x")]
    [InlineData("git@ssh.dev.azure.com:v3/contoso/web/web")]
    [InlineData("contoso@vs-ssh.visualstudio.com:v3/contoso/web/web")]
    public void The_official_forms_name_their_organization(string text)
    {
        var site = Site.FromEvidence(text);
        Assert.Equal("contoso", site?.Name);
        Assert.Equal("https://dev.azure.com/contoso/_apis/connectionData", site!.Core("_apis/connectionData").AbsoluteUri);
    }

    [Theory]
    [InlineData("http://dev.azure.com/contoso")]
    [InlineData("https://dev.azure.com.evil.example/contoso")]
    [InlineData("https://dev.azure.com:8443/contoso")]
    [InlineData("https://dev.azure.com@evil.example/contoso")]
    [InlineData("https://user:password@dev.azure.com/contoso")]
    [InlineData("https://evil.example/https://dev.azure.com/contoso")]
    [InlineData("https://dev.azure.com\\@evil.example/contoso")]
    [InlineData("https:\\\\dev.azure.com\\contoso")]
    [InlineData("https://dev.azure.com/../evil")]
    [InlineData("https://dev.azure.com/con%2ftoso")]
    [InlineData("https://dev.azure.com/contoso\n/x")]
    [InlineData("https://dev.azure.com/contoso\r\nHost: evil")]
    [InlineData("https://dеv.azure.com/contoso")] // a Cyrillic е
    [InlineData("https://xn--dv-fka.azure.com/contoso")]
    [InlineData("https://dev.azure.com./contoso")]
    [InlineData("https://evil-dev.azure.com/contoso")]
    [InlineData("https://evilvisualstudio.com/contoso")]
    [InlineData("https://contoso.visualstudio.com.evil.example/")]
    [InlineData("https://a.b.visualstudio.com/")]
    [InlineData("https://app.visualstudio.com/contoso")]
    [InlineData("contoso/../../evil")]
    [InlineData("contoso?x")]
    [InlineData("contoso#x")]
    [InlineData("con toso")]
    [InlineData("-contoso")]
    [InlineData("contoso-")]
    [InlineData("cöntoso")]
    [InlineData("@evil.example")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a123456789a123456789a123456789a123456789a123456789x")]
    public void Anything_else_names_none(string text) => Assert.Null(Site.FromEvidence(text));

    [Theory]
    [InlineData("http://tfs.contoso.com/tfs")]
    [InlineData("https://user@tfs.contoso.com/tfs")]
    [InlineData("https://tfs.contoso.com/tfs?x=1")]
    [InlineData("ftp://tfs.contoso.com/")]
    [InlineData("tfs.contoso.com")]
    [InlineData("https://dev.azure.com/")]
    public void A_server_must_be_an_https_address_and_nothing_more(string url) =>
        Assert.Equal("not-a-server", Assert.Throws<UserError>(() => Site.Server(url)).Code);

    [Fact]
    public void A_server_at_the_clouds_own_address_is_an_organization()
    {
        Assert.False(Site.Server("https://dev.azure.com/contoso").IsServer);
        Assert.Equal("contoso", Site.Server("https://contoso.visualstudio.com").Name);
    }

    [Fact]
    public void A_server_keeps_its_port_and_collection()
    {
        var site = Site.Server("https://tfs.contoso.com:8443/tfs/DefaultCollection/");
        Assert.Equal("https://tfs.contoso.com:8443/tfs/DefaultCollection/_apis/connectionData", site.Core("_apis/connectionData").AbsoluteUri);
        Assert.Equal("on-premises", Assert.Throws<UserError>(() => site.Identity("x")).Code);
    }

    [Theory]
    [InlineData("http://gateway.contoso.com")]
    [InlineData("https://user@gateway.contoso.com")]
    [InlineData("gateway")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("file:///tmp")]
    public void A_gateway_is_https_or_on_this_machine(string value) =>
        Assert.Equal("not-a-gateway", Assert.Throws<UserError>(() => GatewayRoute.From(GatewayRoute.Variable, value)).Code);

    [Fact]
    public void A_gateway_gets_the_original_host_as_the_first_part_of_the_path()
    {
        var route = GatewayRoute.From(GatewayRoute.Variable, "https://gateway.contoso.com/ado/");
        Assert.Equal("https://gateway.contoso.com/ado/dev.azure.com/contoso/_apis/x?a=b%20c", route.Send(new Uri("https://dev.azure.com/contoso/_apis/x?a=b%20c")).AbsoluteUri);
        Assert.Equal("https://gateway.contoso.com/ado/tfs:8443/x", route.Send(new Uri("https://tfs:8443/x")).AbsoluteUri);
    }
}
