using System.Text;
using System.Text.Json;

namespace PatScan.Cli.Tests;

/// <summary>What the program says about the surroundings of a token, and what it lets be silenced.</summary>
public class ContextTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_organisation_and_the_kind_of_place_are_in_every_report()
    {
        folder.Write("clone.sh", $"git clone https://x:{Token()}@dev.azure.com/contoso/web/_git/web\n");
        var run = Patscan.Run(folder.Path, "scan", "-r", "sarif=a.sarif", "-r", "json=a.json", "-v");
        Assert.Contains("proven · organization contoso\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("clone.sh:1:21  url\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("organization contoso by clone.sh:1: https://…@dev.azure.com/contoso/web\n", run.Output, StringComparison.Ordinal);

        var properties = Sarif("a.sarif")[0].GetProperty("properties");
        Assert.Equal(["contoso", "web", "clone.sh:1: https://…@dev.azure.com/contoso/web", "url"], Texts(properties, "organization", "project", "organizationEvidence", "kind"));
        var target = Json("a.json").GetProperty("findings")[0].GetProperty("targets")[0];
        Assert.Equal(["contoso", "web", "clone.sh:1: https://…@dev.azure.com/contoso/web"], Texts(target, "organization", "project", "evidence"));
        Assert.DoesNotContain(Token(), run.Output + folder.Read("a.sarif") + folder.Read("a.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_disagree_are_all_listed_and_none_is_chosen()
    {
        folder.Write("a.sh", $"https://x:{Token()}@dev.azure.com/contoso\n");
        folder.Write("b.sh", $"https://x:{Token()}@dev.azure.com/fabrikam\n");
        var run = Patscan.Run(folder.Path, "scan", "-r", "sarif=a.sarif");
        Assert.Contains("organization contoso and fabrikam", run.Output, StringComparison.Ordinal);
        var properties = Sarif("a.sarif")[0].GetProperty("properties");
        Assert.False(properties.TryGetProperty("organization", out _));
        Assert.Equal("contoso, fabrikam", properties.GetProperty("organizations").GetString());
    }

    [Fact]
    public void The_remote_of_the_repository_says_it_where_the_text_does_not()
    {
        folder.Write(".git/HEAD", "ref: refs/heads/main\n");
        folder.Write(".git/refs/heads/.keep", "");
        folder.Write(".git/objects/.keep", "");
        folder.Write(".git/config", "[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = https://contoso@dev.azure.com/contoso/web/_git/web\n");
        folder.Write("src/a.txt", Token());
        folder.Write("src/b.txt", $"https://x:{Token(1)}@dev.azure.com/fabrikam\n");
        var run = Patscan.Run(folder.Path, "scan", "-v");
        Assert.Contains("organization contoso by src/a.txt: git remote origin: https://…@dev.azure.com/contoso/web\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("· organization fabrikam\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_silences_its_line_and_is_counted_and_can_be_refused()
    {
        folder.Write("a.env", $"A={Token()} # patscan:allow revoked\nB={Encoding.ASCII.GetString(Tokens.Damaged("PS102", 4))}\n");
        var run = Patscan.Run(folder.Path, "scan", "-r", "sarif=a.sarif", "-r", "json=a.json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 proven · 0 likely · 1 possible · 1 place silenced (-v lists them)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("a.env:1:3: patscan:allow, revoked\n", Patscan.Run(folder.Path, "scan", "-v").Output, StringComparison.Ordinal);

        // When one result tells of its suppression, all must.
        var results = Sarif("a.sarif").Select(result => result.GetProperty("suppressions")).ToList();
        Assert.Equal([0, 1], results.Select(suppressions => suppressions.GetArrayLength()));
        Assert.Equal(["inSource", "patscan:allow, revoked"], Texts(results[1][0], "kind", "justification"));
        Assert.Equal("comment", Json("a.json").GetProperty("silenced")[0].GetProperty("places")[0].GetProperty("silenced").GetProperty("by").GetString());

        var refused = Patscan.Run(folder.Path, "scan", "--no-inline-allow", "-r", "sarif=b.sarif");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("1 proven · 0 likely · 1 possible\n", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("suppressions", folder.Read("b.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_off_is_used_when_it_is_asked_for()
    {
        folder.Write("a.env", "ADO_PAT=Zq8vX2nL0kR7wB4yT1mJ9cH5\n");
        Assert.Contains("0 possible", Patscan.Run(folder.Path, "scan").Output, StringComparison.Ordinal);
        var run = Patscan.Run(folder.Path, "scan", "--enable", "PS104", ".");
        Assert.Contains("PS104", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 possible", run.Output, StringComparison.Ordinal);
        var unknown = Patscan.Run(folder.Path, "scan", "--enable", "PS999");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("There is no rule \"PS999\"", unknown.Error, StringComparison.Ordinal);
    }

    private static string Token(ulong seed = 0) => Encoding.ASCII.GetString(Tokens.Valid("PS102", seed));

    private static string?[] Texts(JsonElement element, params string[] names) => [.. names.Select(name => element.GetProperty(name).GetString())];

    private List<JsonElement> Sarif(string name) => [.. Json(name).GetProperty("runs")[0].GetProperty("results").EnumerateArray()];

    private JsonElement Json(string name) => JsonDocument.Parse(folder.Read(name)).RootElement;
}
