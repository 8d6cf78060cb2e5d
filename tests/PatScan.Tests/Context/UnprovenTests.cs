using System.Text;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Tests.Context;

/// <summary>What a string of the right form is worth when its checksum does not hold.</summary>
public class UnprovenTests
{
    [Theory]
    [InlineData("AZURE_DEVOPS_EXT_PAT={bad}")]
    [InlineData("export ADO_PAT='{bad}'")]
    [InlineData("azureDevOpsToken: {bad}")]
    [InlineData("vstsToken = \"{bad}\"")]
    [InlineData("personalAccessToken: \"{bad}\"")]
    [InlineData("var personalAccessToken = \"{bad}\";  // here")]
    [InlineData("\"personal_access_token\": \"{bad}\"")]
    [InlineData("{\\\"adoPat\\\":\\\"{bad}\\\"}")]
    [InlineData("AZP_TOKEN={bad}\nAZDO_PERSONAL_ACCESS_TOKEN={bad}")]
    [InlineData("pat_token = '{bad}'")]
    [InlineData("setEnv(\"AZURE_DEVOPS_EXT_PAT\", \"{bad}\")")]
    [InlineData("<add key=\"VstsToken\" value=\"{bad}\"/>")]
    [InlineData("https://{bad}@dev.azure.com/contoso")]
    [InlineData("https://x:{bad}@contoso.visualstudio.com/")]
    [InlineData("https://x:{bad}@tfs.example/tfs/Main")]
    [InlineData("//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_password=\"{bad}\"")]
    [InlineData("echo {bad} | az devops login")]
    public void It_is_likely_where_it_is_named_a_token(string text) => Assert.Equal(Confidence.Likely, Assert.Single(Find(text)).Confidence);

    [Theory]
    [InlineData("{bad}")]
    [InlineData("id: {bad}")]
    [InlineData("path={bad}")]
    [InlineData("https://example.com/{bad}")]
    [InlineData("https://x:{bad}@dev.azure.com.evil.example/contoso")]
    [InlineData("https://dev.azure.com/contoso\n\nkey = {bad}")]
    [InlineData("compat = \"{bad}\"")]
    public void It_is_possible_anywhere_else(string text) => Assert.Equal(Confidence.Possible, Assert.Single(Find(text)).Confidence);

    [Theory]
    [InlineData("{bad}.b32.i2p")]
    [InlineData("http://{bad}.b32.i2p/azure")]
    [InlineData("sha256-{bad}")]
    [InlineData("azure_pat_sha256 = \"{bad}\"")]
    [InlineData("\"integrity\": \"{bad}\"")]
    [InlineData("outputHash = \"{bad}\";")]
    [InlineData("digest: {bad}")]
    [InlineData("checksum = '{bad}'")]
    [InlineData("otpauth://totp/x?secret={bad}")]
    public void It_is_nothing_where_it_is_named_something_else(string text) => Assert.Empty(Find(text));

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst")]
    [InlineData("rstuvwxyz234567abcdefghijklmnopqrstuvwxyz234567abcda")]
    [InlineData("765432zyxwvutsrqponmlkjihgfedcba765432zyxwvutsrqpona")]
    [InlineData("deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("k5rzmnqk5rzmnqk5rzmnqk5rzmnqk5rzmnqk5rzmnqk5rzmnqk5a")]
    [InlineData("k5rzmnwvtb2xp4hk5rzmnwvtb2xp4hk5rzmnwvtb2xp4hk5rzmna")]
    [InlineData("yourpersonalaccesstoken234567yourpersonalaccesstokea")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxq")]
    [InlineData("0rvik0cjhpc5b9pcl5fjr1kkjvpr4rwfbyfs5wqkpzxwaiqmpcv4")]
    public void Made_up_texts_are_nothing_however_they_are_named(string text) => Assert.Empty(Find($"AZURE_DEVOPS_EXT_PAT={text}"));

    [Theory]
    [InlineData("package-lock.json")]
    [InlineData("src/web/yarn.lock")]
    [InlineData("go.sum")]
    public void A_digest_in_a_lock_file_is_nothing_but_a_token_in_its_address_is_one(string path)
    {
        Assert.Empty(Reading.Scan(Reading.Fill("x {bad}"), path).Findings());
        Assert.Equal(Confidence.Likely, Assert.Single(Reading.Scan(Reading.Fill("\"resolved\": \"https://x:{bad}@pkgs.dev.azure.com/contoso/_packaging/f\""), path).Findings()).Confidence);
        Assert.Equal(Confidence.Proven, Assert.Single(Reading.Scan(Reading.Fill("\"integrity\": \"{0}\""), path).Findings()).Confidence);
    }

    [Fact]
    public void What_is_proven_needs_no_context_and_none_takes_it_away()
    {
        foreach (var text in new[] { "{0}.b32.i2p", "sha256-{0}", "$({0})", "<{0}>", "****{0}" })
        {
            Assert.Equal(Confidence.Proven, Assert.Single(Reading.Scan(Reading.Fill(text)).Findings()).Confidence);
        }
    }

    [Fact]
    public void A_published_sample_is_no_more_than_possible_even_when_its_checksum_holds()
    {
        var sample = Tokens.Valid("PS102", 77);
        var rules = RuleSet.Parse(Encoding.UTF8.GetString(RuleText()).Replace("samples = [", $"samples = [\"{C3Id.Of(sample)}\",", StringComparison.Ordinal), "rules.toml");
        var finding = Assert.Single(Reading.Scan($"AZURE_DEVOPS_EXT_PAT={Encoding.ASCII.GetString(sample)}", rules: rules).Findings());
        Assert.True(finding.IsPublishedSample);
        Assert.Equal(Confidence.Possible, finding.Confidence);
    }

    [Fact]
    public void The_samples_of_documentation_are_known()
    {
        // Put together from pieces: some of them have a valid checksum.
        string[] samples =
        [
            "zpczok4kqgnw5prpfy3ehiylbq" + "vgbjfkdiqkejsxqamy7qbkep7q",
            "iyfmob6xjrfmit67anxbot64um" + "fx2clwx7dz5ynxi4q2z3uqegvq",
            "lzitaoxppojf6smpl2cxdoxybe" + "pfxfetjvtkmcpw3o6u2smgebfa",
            "h5lxeqkz4zujkyvzg5emkejgel" + "xj4x64tvyzclprekuloawbbz5q",
            "dip55dwf4vpitomw63jzvomefm" + "i2jluguprzwwqwuc6xq4fhocwq",
            "ntpi2ch67ci2vjzcohglogyygw" + "o5fuyl365n2zdowwxhsys6jnoa",
        ];
        foreach (var sample in samples)
        {
            Assert.Equal(Confidence.Possible, Assert.Single(Find($"personalAccessToken = \"{sample}\"")).Confidence);
        }
    }

    [Fact]
    public void The_entropy_rule_is_off_until_it_is_asked_for()
    {
        const string Text = "AZURE_DEVOPS_EXT_PAT=Zq8vX2nL0kR7wB4yT1mJ9cH5\nADO_PAT=aaaaaaaaaaaaaaaaaaaaaaaa\nADO_PAT=$(Pat)\nPERSONAL_ACCESS_TOKEN={0}\nADO_PAT={bad}\npath=Zq8vX2nL0kR7wB4yT1mJ9cH5";
        Assert.DoesNotContain(Reading.Scan(Reading.Fill(Text)).Findings(), finding => finding.Rule.Id == "PS104");
        var found = Reading.Scan(Reading.Fill(Text), rules: Tokens.Rules.Enable(["ps104"])).Findings();
        Assert.Equal(["PS102", "PS102", "PS104"], found.Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal("rule-not-found", Assert.Throws<UserError>(() => Tokens.Rules.Enable(["PS999"])).Code);
    }

    [Fact]
    public void The_rules_keep_what_their_examples_promise() => Assert.Empty(RuleCheck.Run(Tokens.Rules));

    private static IReadOnlyList<Finding> Find(string text) => Reading.Scan(Reading.Fill(text)).Findings();

    private static byte[] RuleText()
    {
        using var stream = typeof(RuleSet).Assembly.GetManifestResourceStream("rules/azure-devops.toml")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
