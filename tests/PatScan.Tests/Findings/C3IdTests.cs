using System.Text;
using PatScan.Findings;

namespace PatScan.Tests.Findings;

public class C3IdTests
{
    [Theory]
    [InlineData("", "EZ3GxRsKq+Dp21GvyCpQ")]
    [InlineData("test", "rPHgxCVAOw6CZsT9xXEw")]
    [InlineData("Hello world", "R8ogeP7QfTFvL5qAATry")]
    public void The_id_of_a_secret_is_the_published_one(string secret, string id) => Assert.Equal(id, C3Id.Of(Encoding.UTF8.GetBytes(secret)));

    [Fact]
    public void A_secret_prints_as_a_mask()
    {
        var token = Tokens.Valid("PS101");
        var text = Encoding.ASCII.GetString(token);
        Assert.Equal($"{text[..4]}…{text[^4..]}", new Secret(token).ToString());
        Assert.Equal("…", new Secret("short"u8).ToString());
    }

    [Theory]
    [InlineData('A', 'A', "2024-01")]
    [InlineData('B', 'F', "2025-06")]
    [InlineData('C', 'L', "2026-12")]
    public void The_month_of_issue_is_read_from_the_token(char year, char month, string expected)
    {
        var token = Tokens.Valid("PS101");
        token[58] = (byte)year;
        token[59] = (byte)month;
        Assert.Equal(expected, Tokens.Rules.Rules.First(rule => rule.Id == "PS101").Check!.Issued(token));
    }
}
