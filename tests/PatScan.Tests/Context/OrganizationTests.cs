using System.Globalization;

namespace PatScan.Tests.Context;

/// <summary>For where a token is, when the text says so; nothing when it does not.</summary>
public class OrganizationTests
{
    [Theory]
    [InlineData("https://{0}@dev.azure.com/contoso", "contoso")]
    [InlineData("https://{0}@dev.azure.com/contoso/web/_git/web", "contoso/web")]
    [InlineData("https://user:{0}@dev.azure.com/contoso/_git/web", "contoso")]
    [InlineData("https://:{0}@dev.azure.com/contoso/My%20Project/_git/web", "contoso/My Project")]
    [InlineData("HTTPS://User:{0}@Dev.Azure.Com/Contoso", "Contoso")]
    [InlineData("https://user:{0}@contoso.visualstudio.com", "contoso")]
    [InlineData("https://{0}@contoso.visualstudio.com/DefaultCollection/web/_git/web", "contoso/web")]
    [InlineData("https://build:{0}@pkgs.dev.azure.com/contoso/_packaging/feed/pypi/simple/", "contoso")]
    [InlineData("https://build:{0}@pkgs.dev.azure.com/contoso/proj/_packaging/feed/pypi/simple/", "contoso/proj")]
    [InlineData("https://build:{0}@contoso.pkgs.visualstudio.com/_packaging/feed/pypi/simple/", "contoso")]
    [InlineData("https://x:{0}@vssps.dev.azure.com/contoso/_apis/graph", "contoso")]
    [InlineData("https://x:{0}@vsrm.dev.azure.com/contoso/web/_apis/release", "contoso/web")]
    [InlineData("https://x:{0}@feeds.dev.azure.com/contoso", "contoso")]
    [InlineData("https://x:{0}@almsearch.dev.azure.com/contoso", "contoso")]
    [InlineData("https://x:{0}@auditservice.dev.azure.com/contoso/_apis/audit", "contoso")]
    [InlineData("https://x:{0}@analytics.dev.azure.com/contoso/web/_odata/v3.0", "contoso/web")]
    [InlineData("https://contoso:{0}@dev.azure.com", "contoso")]
    [InlineData("https://user:{0}@dev.azure.com", "")]
    [InlineData("git+https://x:{0}@dev.azure.com/contoso/web/_git/lib@v1", "contoso/web")]
    [InlineData("https%3A%2F%2Fuser%3A{0}%40dev.azure.com%2Fcontoso%2Fweb", "contoso/web")]
    [InlineData("https:\\/\\/user:{0}@dev.azure.com\\/contoso\\/web", "contoso/web")]
    [InlineData("https://us%40er%2Fx:{0}@dev.azure.com/contoso", "contoso")]
    [InlineData("http://u:{0}@tfs.example:8080/tfs/DefaultCollection/Web/_git/web", "http://tfs.example:8080/tfs/DefaultCollection/Web")]
    [InlineData("https://u:{0}@git.example/tfs/Main", "https://git.example/tfs/Main")]
    [InlineData("https://u:{0}@git.example/Main/Web/_git/web", "https://git.example/Main/Web")]
    [InlineData("https://u:{0}@git.example/DefaultCollection", "https://git.example/DefaultCollection")]
    [InlineData("https://u:{0}@git.example/group/web.git", "")]
    public void The_address_that_a_token_is_part_of_says_it(string text, string expected)
    {
        foreach (var rule in new[] { "PS101", "PS102" })
        {
            var place = Reading.Place(text, rule: rule);
            Assert.Equal(expected, Reading.Target(place));
        }
    }

    [Theory]
    [InlineData("https://x:{0}@dev.azure.com.evil.example/contoso")]
    [InlineData("https://x:{0}@evil-dev.azure.com/contoso")]
    [InlineData("https://x:{0}@dev.azure.com@evil.example/contoso")]
    [InlineData("https://dev.azure.com%40evil.example/contoso {0}")]
    [InlineData("http://x:{0}@dev.azure.com/contoso")]
    [InlineData("http://x:{0}@contoso.visualstudio.com/")]
    [InlineData("https://x:{0}@contoso.evilvisualstudio.com/")]
    [InlineData("https://x:{0}@contoso.visualstudio.com.evil.example/")]
    [InlineData("https://x:{0}@evil.dev.azure.com/contoso")]
    [InlineData("https://x:{0}@dev.azure.com:8443/contoso")]
    [InlineData("https://x:{0}@dev.azure.com.evil.example/contoso/_git/x")]
    [InlineData("https://evil.example/dev.azure.com/contoso {0}")]
    [InlineData("https://evil.example?dev.azure.com/contoso {0}")]
    [InlineData("evil-dev.azure.com/contoso {0}")]
    [InlineData("xdev.azure.com/contoso {0}")]
    [InlineData("https://{0}@github.com/contoso/web\nhttps://dev.azure.com/contoso")]
    public void What_only_looks_like_Azure_DevOps_says_nothing(string text) => Assert.Equal("", Reading.Target(Reading.Place(text)));

    [Theory]
    [InlineData("{org}")]
    [InlineData("<org>")]
    [InlineData("my<org>")]
    [InlineData("$(System.Org)")]
    [InlineData("${ORG}")]
    [InlineData("$ORG")]
    [InlineData("%ORG%")]
    [InlineData("{{ org }}")]
    [InlineData("#{org}#")]
    [InlineData("[org]")]
    [InlineData("con{x}toso")]
    [InlineData("contoso$(x)")]
    [InlineData("your-organization")]
    [InlineData("myaccount")]
    [InlineData("_git")]
    [InlineData("_apis/projects")]
    [InlineData("-contoso")]
    [InlineData("contoso-")]
    [InlineData("con_toso")]
    [InlineData("con.toso")]
    [InlineData("a23456789012345678901234567890123456789012345678901")]
    public void What_cannot_be_the_name_of_an_organisation_is_none(string name) =>
        Assert.Equal("", Reading.Target(Reading.Place($"https://dev.azure.com/{name}/web {{0}}")));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("7", "7")]
    [InlineData("a-b", "a-b")]
    [InlineData("a2345678901234567890123456789012345678901234567890", "a2345678901234567890123456789012345678901234567890")]
    public void Any_name_that_can_be_one_is_taken(string name, string expected) =>
        Assert.Equal(expected, Reading.Target(Reading.Place($"x https://dev.azure.com/{name} {{0}}")));

    [Theory]
    [InlineData("echo {0} | az devops login --organization https://dev.azure.com/contoso", "contoso")]
    [InlineData("echo {0} | az devops login --organization contoso", "contoso")]
    [InlineData("./config.sh --url https://dev.azure.com/contoso --auth pat --token {0}", "contoso")]
    [InlineData("./config.sh --url https://dev.azure.com/contoso \\\n  --auth pat \\\n  --token {0}\n\nother https://dev.azure.com/fabrikam", "contoso")]
    [InlineData("AZURE_DEVOPS_ORG=contoso\nAZURE_DEVOPS_EXT_PAT={0}", "contoso")]
    [InlineData("org: contoso\ntoken: {0}", "")]
    [InlineData("git@ssh.dev.azure.com:v3/contoso/web/web {0}", "contoso/web")]
    [InlineData("contoso@vs-ssh.visualstudio.com:v3/contoso/web/web {0}", "contoso/web")]
    [InlineData("see dev.azure.com/contoso: {0}", "contoso")]
    [InlineData("see contoso.visualstudio.com. {0}", "contoso")]
    [InlineData("https://marketplace.visualstudio.com/items?x {0}", "")]
    [InlineData("https://app.vssps.visualstudio.com/_apis {0}", "")]
    [InlineData("<url>https://dev.azure.com/contoso</url><pat>{0}</pat>", "contoso")]
    [InlineData("(https://dev.azure.com/contoso) {0}", "contoso")]
    [InlineData("{\"org\":\"https://dev.azure.com/contoso\",\"pat\":\"{0}\"}", "contoso")]
    public void The_text_near_a_token_says_it(string text, string expected) => Assert.Equal(expected, Reading.Target(Reading.Place(text)));

    [Fact]
    public void Of_several_places_the_nearest_block_counts()
    {
        const string Json = """{"a":{"url":"https://dev.azure.com/contoso","pat":"{0}"},"b":{"url":"https://dev.azure.com/fabrikam","pat":"{1}"}}""";
        AssertTargets(Json, "contoso", "fabrikam");
        AssertTargets("- url: https://dev.azure.com/contoso\n  pat: {0}\n- url: https://dev.azure.com/fabrikam\n  pat: {1}\n", "contoso", "fabrikam");
        AssertTargets("- pat: {0}\n  url: https://dev.azure.com/contoso\n- pat: {1}\n  url: https://dev.azure.com/fabrikam\n", "contoso", "fabrikam");
        AssertTargets("[a]\nurl=https://dev.azure.com/contoso\n\npat={0}\n[b]\npat={1}\nurl=https://dev.azure.com/fabrikam\n", "contoso", "fabrikam");
        AssertTargets(
            """
            provider "azuredevops" {
              personal_access_token = "{0}"

              org_service_url = "https://dev.azure.com/contoso"
            }
            provider "azuredevops" {
              org_service_url = "https://dev.azure.com/fabrikam"
              personal_access_token = "{1}"
            }
            """,
            "contoso",
            "fabrikam");
        AssertTargets("maven { url 'https://pkgs.dev.azure.com/contoso/_packaging/a/maven/v1'\n credentials { password '{0}' } }\nmaven { url 'https://pkgs.dev.azure.com/fabrikam/_packaging/a/maven/v1'\n credentials { password '{1}' } }", "contoso", "fabrikam");
    }

    [Fact]
    public void Places_equally_near_are_candidates_and_none_is_chosen()
    {
        AssertTargets("A=https://dev.azure.com/contoso\nPAT={0}\nB=https://dev.azure.com/fabrikam\n", "contoso|fabrikam");
        AssertTargets("https://dev.azure.com/fabrikam {0} https://dev.azure.com/contoso", "contoso|fabrikam");
        AssertTargets("https://dev.azure.com/contoso/a {0} https://dev.azure.com/contoso/b", "contoso");
        AssertTargets("https://dev.azure.com/contoso/a {0} https://dev.azure.com/Contoso/", "Contoso/a");
    }

    [Fact]
    public void NuGet_sources_are_matched_by_name()
    {
        const string Config = """
            <configuration>
              <packageSources>
                <add key="Contoso Feed" value="https://pkgs.dev.azure.com/contoso/_packaging/a/nuget/v3/index.json" />
                <add key='other' value='https://fabrikam.pkgs.visualstudio.com/_packaging/b/nuget/v3/index.json' />
                <add key="public" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
              <packageSourceCredentials>
                <Other><add key="Username" value="x" /><add key="ClearTextPassword" value="{0}" /></Other>
                <public><add key="ClearTextPassword" value="{1}" /></public>
                <Contoso_x0020_Feed><add key="ClearTextPassword" value="{2}" /></Contoso_x0020_Feed>
              </packageSourceCredentials>
            </configuration>
            """;
        AssertTargets(Config, "fabrikam", "", "contoso");
    }

    [Fact]
    public void Maven_repositories_are_matched_by_id() => AssertTargets(
        """
        <settings><servers>
          <server><id>a</id><username>x</username><password>{0}</password></server>
          <server><id>b</id><username>x</username><password>{1}</password></server>
        </servers><repositories>
          <repository><id>b</id><url>https://pkgs.dev.azure.com/fabrikam/_packaging/b/maven/v1</url></repository>
          <repository><id>a</id><url>https://pkgs.dev.azure.com/contoso/_packaging/a/maven/v1</url></repository>
        </repositories></settings>
        """,
        "contoso",
        "fabrikam");

    [Fact]
    public void Entries_of_netrc_and_git_credentials_keep_to_themselves()
    {
        AssertTargets("machine github.com login x password {0}\nmachine contoso.visualstudio.com\n  login x\n  password {1}\nmachine dev.azure.com login fabrikam password {2}\n", "", "contoso", "fabrikam");
        AssertTargets("https://x:{0}@dev.azure.com/contoso\nhttps://fabrikam:{1}@dev.azure.com\nhttps://x:{2}@github.com\n", "contoso", "fabrikam", "");
        AssertTargets("protocol=https\nhost=dev.azure.com\npath=contoso/web/_git/web\nusername=x\npassword={0}\n", "contoso/web");
    }

    [Fact]
    public void Endpoint_credentials_are_read_with_and_without_escapes()
    {
        const string Json = """{"endpointCredentials": [{"endpoint":"https://pkgs.dev.azure.com/contoso/_packaging/f/nuget/v3/index.json", "username":"x", "password":"{0}"}, {"password":"{1}", "endpoint":"https://pkgs.dev.azure.com/fabrikam/_packaging/f/nuget/v3/index.json"}]}""";
        AssertTargets(Json, "contoso", "fabrikam");
        AssertTargets($"export VSS_NUGET_EXTERNAL_FEED_ENDPOINTS=\"{Json.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", "contoso", "fabrikam");
    }

    [Fact]
    public void Registry_lines_of_npmrc_say_it()
    {
        AssertTargets("//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_password={0}\n//pkgs.dev.azure.com/fabrikam/_packaging/f/npm/registry/:_password=\"{1}\"\n//contoso.pkgs.visualstudio.com/_packaging/f/npm/:_authToken={2}", "contoso", "fabrikam", "contoso");
    }

    [Fact]
    public void The_evidence_names_the_line_and_holds_no_secret()
    {
        var text = Reading.Fill("# https://alice:{1}@dev.azure.com/contoso/web?token={2}\n\ntoken = {0}\n");
        var evidence = Reading.Place("# https://alice:{1}@dev.azure.com/contoso/web?token={2}\n\ntoken = {0}\n").Context.Evidence!;
        Assert.Equal((-2, "https://…@dev.azure.com/contoso/web"), (evidence.LinesAway, evidence.Text));
        foreach (var finding in Reading.Scan(text).Findings())
        {
            foreach (var place in finding.Places)
            {
                Assert.DoesNotContain(Tokens.Rules.Rules[1].MakeSecret(0)!.AsSpan()[..20].ToArray().Select(b => (char)b).Aggregate("", (s, c) => s + c), place.Context.Evidence?.Text ?? "", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Addresses_cut_by_the_border_of_what_is_read_say_nothing()
    {
        for (var pad = 4000; pad < 4200; pad++)
        {
            var before = Reading.Target(Reading.Place($"https://evil.example/x-dev.azure.com/contoso {new string('.', pad - 2)} {{0}}"));
            var after = Reading.Target(Reading.Place($"{{0}} {new string('.', pad)} https://dev.azure.com/contoso-extra-long-name "));
            Assert.Equal("", before);
            Assert.Contains(after, new[] { "", "contoso-extra-long-name" });
        }
    }

    private static void AssertTargets(string text, params string[] expected)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal($"{i.ToString(CultureInfo.InvariantCulture)}: {expected[i]}", $"{i.ToString(CultureInfo.InvariantCulture)}: {Reading.Target(Reading.Place(text, seed: (ulong)i))}");
        }
    }
}
