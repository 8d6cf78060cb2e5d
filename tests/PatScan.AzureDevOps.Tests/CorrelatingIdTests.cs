using PatScan.AzureDevOps.Tokens;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests;

public class CorrelatingIdTests
{
    [Theory]
    [InlineData("", "EZ3GxRsKq+Dp21GvyCpQ", "C3IDKZnmJO6my5hknQ5W", "C3IDOH92e/f2K8bG4LSH3sg9")]
    [InlineData("test", "rPHgxCVAOw6CZsT9xXEw", "C3IDxUs8loveM1E1tFEg", "C3IDnG/kvvNePwLu3YsnIvr1")]
    [InlineData("Hello world", "R8ogeP7QfTFvL5qAATry", "C3IDnw4dY6uIibYownZw", "C3IDQlNeQD4fELogjySvjevQ")]
    public void The_three_hashes_are_the_published_ones(string text, string v1, string v2, string v3) =>
        Assert.Equal((v1, v2, v3), (CorrelatingIds.V1(text), CorrelatingIds.V2(text), CorrelatingIds.V3(text)));

    [Fact]
    public void A_legacy_token_in_capitals_has_the_hashes_of_its_lower_case_too()
    {
        var token = FakeTokens.Legacy(1);
        var found = new LeakedToken(token.ToUpperInvariant());
        Assert.Equal(6, found.CorrelatingIdentifiers.Count);
        Assert.Contains(CorrelatingIds.V1(token), found.CorrelatingIdentifiers);
    }

    [Fact]
    public void The_issue_month_is_read_from_the_new_form_only()
    {
        Assert.Equal("2026-08", new LeakedToken(FakeTokens.Pat(1)).Issued.ToString());
        Assert.Null(new LeakedToken(FakeTokens.Legacy(1)).Issued);
    }

    [Fact]
    public void A_token_prints_as_a_mask()
    {
        var value = FakeTokens.Pat(2);
        var token = new LeakedToken(value);
        Assert.Equal($"{value[..4]}…{value[^4..]}", $"{token}");
        Assert.DoesNotContain(value[4..20], token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("a token with spaces in it")]
    [InlineData("token-with-a-line-feed-in-it\n")]
    public void What_cannot_be_a_token_is_refused_without_repeating_it(string text)
    {
        var error = Assert.Throws<UserError>(() => new LeakedToken(text));
        Assert.Equal("not-a-token", error.Code);
        Assert.DoesNotContain(text, error.Message, StringComparison.Ordinal);
    }
}
