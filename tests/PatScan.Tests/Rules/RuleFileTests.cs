using PatScan.Rules;

namespace PatScan.Tests.Rules;

public class RuleFileTests
{
    private const string Good = """
        [[rules]]
        id = "X1"
        name = "Thing"
        title = "A thing"
        description = "A thing that leaks."
        help = "Change it."
        severity = 5
        signatures = ["thing_"]
        pattern = 'thing_[0-9]{10}'

        [rules.examples]
        secret = 'thing_[0-9]{10}'
        match = ["key={secret}"]
        no-match = ["thing_123"]
        """;

    [Fact]
    public void The_built_in_rules_keep_what_their_examples_promise() => Assert.Empty(RuleCheck.Run(RuleSet.BuiltIn()));

    [Fact]
    public void A_good_rule_loads_and_passes_its_examples()
    {
        var rules = RuleSet.Parse(Good, "good.toml");
        Assert.Equal("good.toml:1", Assert.Single(rules.Rules).Place);
        Assert.Empty(RuleCheck.Run(rules));
    }

    [Theory]
    [InlineData("name = \"Thing\"", "nam = \"Thing\"", "rules-unknown-key", "bad.toml:3: unknown key \"nam\"")]
    [InlineData("title = \"A thing\"", "", "rules-missing-key", "bad.toml:1: rule \"X1\" has no \"title\"")]
    [InlineData("{10}'\n\n", "{10'\n\n[rules", "rules-not-toml", "bad.toml:")]
    [InlineData("pattern = 'thing_[0-9]{10}'", "pattern = 'thing_[0-9'", "rules-bad-pattern", "bad.toml:9: the pattern of rule \"X1\"")]
    [InlineData("pattern = 'thing_[0-9]{10}'", "pattern = '(?<=x)thing_'", "rules-bad-pattern", "bad.toml:9: the pattern of rule \"X1\"")]
    [InlineData("severity = 5", "severity = \"high\"", "rules-wrong-type", "bad.toml:7: \"severity\" must be a number")]
    [InlineData("severity = 5", "severity = 5\ncheck = \"nope\"", "rules-unknown-check", "bad.toml:8: unknown check \"nope\"")]
    [InlineData("[\"thing_\"]", "[\"th\"]", "rules-bad-value", "bad.toml:8: \"th\" is no value for \"signatures\"")]
    [InlineData("no-match = [\"thing_123\"]", "", "rules-no-examples", "bad.toml:11: rule \"X1\" needs an example")]
    [InlineData("match = [\"key={secret}\"]", "match = []", "rules-no-examples", "bad.toml:11: rule \"X1\" needs an example")]
    [InlineData("secret = 'thing_[0-9]{10}'", "secret = 'thing_[0-9'", "rules-bad-sample", "bad.toml:11: examples.secret of rule \"X1\"")]
    [InlineData("signatures = [\"thing_\"]", "run = { alphabet = 'z-a', length = 40 }", "rules-bad-value", "bad.toml:8: \"z-a\" is no value for \"run\"")]
    [InlineData("severity = 5", "severity = 5\ncheck = \"azure-devops-pat\"", "rules-wrong-length", "bad.toml:8: the check of rule \"X1\" is for secrets of 84")]
    [InlineData("severity = 5", "severity = 5\nexamples = \"x\"", "rules-not-toml", "bad.toml:")]
    [InlineData("thing_[0-9]{10}'\nmatch", "thing_[0-9]{2000000000}'\nmatch", "rules-bad-sample", "bad.toml:11: examples.secret of rule \"X1\"")]
    [InlineData("signatures = [\"thing_\"]", "", "rules-nothing-to-find", "bad.toml:1: rule \"X1\" needs either")]
    public void A_broken_rule_is_one_sentence_with_file_and_line(string good, string bad, string code, string message)
    {
        var text = Good.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good.ReplaceLineEndings("\n"), text);
        var error = Assert.Throws<UserError>(() => RuleSet.Parse(text, "bad.toml"));
        Assert.Equal(code, error.Code);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules = []")]
    [InlineData("rules = 5")]
    [InlineData("")]
    public void A_file_without_rules_is_told(string text) =>
        Assert.Equal("rules-none", Assert.Throws<UserError>(() => RuleSet.Parse(text, "bad.toml")).Code);

    [Fact]
    public void Two_rules_of_one_id_name_both_places()
    {
        var error = Assert.Throws<UserError>(() => RuleSet.Parse(Good + "\n" + Good, "twice.toml"));
        Assert.Equal("twice.toml:15: rule \"X1\" is already defined in twice.toml:1.", error.Message);
    }

    [Fact]
    public void An_example_that_does_not_match_is_a_failure()
    {
        var rules = RuleSet.Parse(Good.Replace("key={secret}", "key=none", StringComparison.Ordinal).Replace("thing_123", "thing_8203517946", StringComparison.Ordinal), "bad.toml");
        Assert.Equal(["examples.match 1 is not found: key=none", "examples.no-match 1 is found: thing_8203517946"], RuleCheck.Run(rules).Select(failure => failure.Problem));
    }

    [Fact]
    public void A_signature_without_a_fixed_place_is_matched_around_itself()
    {
        var rules = RuleSet.Parse(Good.Replace("thing_[0-9]{10}'\n\n", "[a-z]{1,5}-thing_[0-9]{10}'\n\n", StringComparison.Ordinal).Replace("secret = '", "secret = '[a-z]{3}-", StringComparison.Ordinal), "x.toml");
        Assert.Empty(RuleCheck.Run(rules));
    }
}
