using System.Text;
using PatScan.Context;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Tests.Context;

/// <summary>The text around an encoded token says as much as that around a plain one, and so does the text that it is decoded to.</summary>
public class EncodedContextTests
{
    [Fact]
    public void The_text_around_the_encoded_part_counts()
    {
        AssertContext($"curl -H \"Authorization: Basic {Base64(":" + Token())}\" https://dev.azure.com/contoso/_apis\n", PlaceKind.Header, "contoso");
        AssertContext($"//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_password=\"{Base64(Token())}\"\n", PlaceKind.Feed, "contoso");
        AssertContext($"org_service_url = \"https://dev.azure.com/contoso\"\npersonal_access_token = \"{Base64(Token())}\"\n", PlaceKind.Assignment, "contoso");
    }

    [Fact]
    public void The_decoded_text_counts_before_that()
    {
        var npmrc = $"//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_authToken={Token()}\n";
        AssertContext($"kind: Secret\ndata:\n  # see https://dev.azure.com/fabrikam\n  .npmrc: {Base64(npmrc)}\n", PlaceKind.Feed, "contoso");
    }

    [Fact]
    public void Evidence_in_decoded_text_has_no_line()
    {
        var place = Place($"data: {Base64($"\n\nhttps://x:{Token()}@dev.azure.com/contoso\n")}");
        Assert.Equal(("https://…@dev.azure.com/contoso", null), (place.Context.Evidence!.Text, place.Context.Evidence.LinesAway));
    }

    [Fact]
    public void An_encoded_text_that_only_looks_like_a_token_is_judged_by_both()
    {
        var bad = Encoding.ASCII.GetString(Tokens.Damaged("PS102", 3));
        Assert.Equal(Confidence.Likely, Single($"//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_password=\"{Base64(bad)}\"\n").Confidence);
        Assert.Equal(Confidence.Likely, Single($"blob: {Base64($"AZURE_DEVOPS_EXT_PAT={bad}\nmore text to make it longer\n")}").Confidence);
    }

    [Fact]
    public void A_comment_on_the_line_of_the_encoded_part_silences_it() =>
        Assert.Empty(Reading.Scan($"data: {Base64(":" + Token())} # patscan:allow test\n").Findings());

    private static void AssertContext(string text, PlaceKind kind, string target)
    {
        var place = Place(text);
        Assert.Equal((kind, target), (place.Context.Kind, Reading.Target(place)));
    }

    private static Place Place(string text) => Assert.Single(Single(text).Places);

    private static Finding Single(string text) => Assert.Single(Reading.Scan(text).Findings());

    private static string Token() => Encoding.ASCII.GetString(Tokens.Valid("PS102"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
