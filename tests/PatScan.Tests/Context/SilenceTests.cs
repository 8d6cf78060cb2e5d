using PatScan.Context;
using PatScan.Scanning;

namespace PatScan.Tests.Context;

/// <summary>What is found and not held against anybody.</summary>
public class SilenceTests
{
    [Theory]
    [InlineData("x = {0} # patscan:allow", "no reason given")]
    [InlineData("x = {0} # patscan:allow revoked in May", "revoked in May")]
    [InlineData("x = {0} // patscan:allow: a test token", "a test token")]
    [InlineData("x = {0} /* patscan:allow (test) */ y", "test")]
    [InlineData("<x>{0}</x> <!-- patscan:allow sample --> <y/>", "sample")]
    [InlineData("/* patscan:allow before */ x = {0}", "before")]
    [InlineData("\"{0}\", \"patscan:allow\"", "no reason given")]
    [InlineData("a\n{0} patscan:allow — gone\r\nb", "gone")]
    public void A_comment_on_the_line_silences_it_with_its_reason(string text, string reason)
    {
        var collected = Reading.Scan(Reading.Fill(text));
        Assert.Empty(collected.Findings());
        Assert.Equal(new Silence(SilencedBy.Comment, reason), Assert.Single(Assert.Single(collected.Silenced()).Places).Silence);
    }

    [Theory]
    [InlineData("# patscan:allow\nx = {0}")]
    [InlineData("x = {0}\n# patscan:allow")]
    [InlineData("x = {0} # patscan:allowed")]
    [InlineData("x = {0} # xpatscan:allow")]
    [InlineData("x = {0} # patscan: allow")]
    public void A_comment_on_another_line_or_another_word_does_not(string text) => Assert.Single(Reading.Scan(Reading.Fill(text)).Findings());

    [Fact]
    public void Comments_can_be_refused_as_a_whole()
    {
        var collected = Reading.Scan(Reading.Fill("{0} patscan:allow"), options: new ScanOptions { AllowComments = false });
        Assert.Single(collected.Findings());
        Assert.Empty(collected.Silenced());
    }

    [Fact]
    public void A_secret_silenced_in_one_place_counts_in_the_other()
    {
        var finding = Assert.Single(Reading.Scan(Reading.Fill("{0} patscan:allow\n{0}\n")).Findings());
        Assert.Equal(2, Assert.Single(finding.Places).Region.StartLine);
        Assert.Equal(1, Assert.Single(finding.SilencedPlaces).Region.StartLine);
    }

    [Fact]
    public void A_reason_gives_no_secret_away()
    {
        var text = Reading.Fill("x = {0} # patscan:allow the other is {1} and key={2}");
        var silence = Reading.Scan(text).Silenced()[0].Places[0].Silence!;
        Assert.Equal("the other is … and …", silence.Reason);
    }

    [Theory]
    [InlineData("ADO_PAT=$({bad})")]
    [InlineData("ADO_PAT=${{ {bad} }}")]
    [InlineData("ADO_PAT=%{bad}%")]
    [InlineData("ADO_PAT=<{bad}>")]
    [InlineData("ADO_PAT=***{bad}")]
    [InlineData("ADO_PAT={bad}...")]
    [InlineData("ADO_PAT={bad}…")]
    public void Templated_and_masked_values_silence_themselves(string text)
    {
        var collected = Reading.Scan(Reading.Fill(text));
        Assert.Empty(collected.Findings());
        Assert.Equal(SilencedBy.Placeholder, Assert.Single(collected.Silenced()).Places[0].Silence!.By);
    }

    [Theory]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxJQQJ99BAACAAAAAAAAAAAAASAZDOxxxx")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzJQQJ99BAACAAAAAAAAAAAAASAZDO1234")]
    [InlineData("YourAzureDevOpsPersonalAccessToken12345678901234567890123JQQJ99BAACAAAAAAAAAAAAASAZDO1234")]
    public void Placeholders_in_the_form_of_a_token_silence_themselves(string text)
    {
        var collected = Reading.Scan($"ADO_PAT={text}");
        Assert.Empty(collected.Findings());
        Assert.Single(collected.Silenced());
    }

    [Fact]
    public void Random_tokens_are_no_placeholders()
    {
        for (var seed = 0ul; seed < 2000; seed++)
        {
            var token = Tokens.Damaged("PS101", seed);
            Assert.False(Invented.Looks(token.AsSpan(0, 52)), System.Text.Encoding.ASCII.GetString(token, 0, 4));
            Assert.False(Invented.Looks(Tokens.Damaged("PS102", seed)));
        }
    }
}
