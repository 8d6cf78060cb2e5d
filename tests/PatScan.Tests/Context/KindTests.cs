using PatScan.Context;

namespace PatScan.Tests.Context;

/// <summary>What a token is where it stands.</summary>
public class KindTests
{
    [Theory]
    [InlineData("https://x:{0}@dev.azure.com/contoso", PlaceKind.Url)]
    [InlineData("https://{0}@github.com/contoso", PlaceKind.Url)]
    [InlineData("https://example.com/?token={0}&x=1", PlaceKind.Url)]
    [InlineData("Authorization: Bearer {0}", PlaceKind.Header)]
    [InlineData("authorization: basic {0}", PlaceKind.Header)]
    [InlineData("\"Authorization\": \"Basic {0}\"", PlaceKind.Header)]
    [InlineData("headers['Authorization'] = 'Bearer {0}'", PlaceKind.Header)]
    [InlineData("git -c http.extraheader=\"AUTHORIZATION: Basic {0}\" fetch", PlaceKind.Header)]
    [InlineData("X-Auth-Token: {0}", PlaceKind.Header)]
    [InlineData("//pkgs.dev.azure.com/contoso/_packaging/f/npm/registry/:_password={0}", PlaceKind.Feed)]
    [InlineData("//registry.example/:_authToken=\"{0}\"", PlaceKind.Feed)]
    [InlineData("<add key=\"ClearTextPassword\" value=\"{0}\" />", PlaceKind.Feed)]
    [InlineData("<server>\n<id>a</id>\n<username>x</username>\n<password>{0}</password>\n</server>", PlaceKind.Feed)]
    [InlineData("vstsMavenAccessToken={0}", PlaceKind.Feed)]
    [InlineData("export VSS_NUGET_ACCESSTOKEN={0}", PlaceKind.Feed)]
    [InlineData("{\"endpointCredentials\":[{\"endpoint\":\"https://x\",\"password\":\"{0}\"}]}", PlaceKind.Feed)]
    [InlineData("'{\\\"endpointCredentials\\\":[{\\\"endpoint\\\":\\\"https://x\\\",\\\"password\\\":\\\"{0}\\\"}]}'", PlaceKind.Feed)]
    [InlineData("echo {0} | az devops login", PlaceKind.Command)]
    [InlineData("./config.sh --auth pat --token {0}", PlaceKind.Command)]
    [InlineData("curl -u :{0} https://x", PlaceKind.Command)]
    [InlineData("curl -u user:{0} https://x", PlaceKind.Command)]
    [InlineData("PAT={0}", PlaceKind.Assignment)]
    [InlineData("  token: {0}", PlaceKind.Assignment)]
    [InlineData("token: >-\n    {0}", PlaceKind.Unknown)]
    [InlineData("\"token\": \"{0}\"", PlaceKind.Assignment)]
    [InlineData("var pat = @\"{0}\";", PlaceKind.Assignment)]
    [InlineData("env[\"PAT\"] = \"{0}\"", PlaceKind.Assignment)]
    [InlineData("$pat := `{0}`", PlaceKind.Assignment)]
    [InlineData("<PersonalAccessToken>{0}</PersonalAccessToken>", PlaceKind.Assignment)]
    [InlineData("machine dev.azure.com login x password {0}", PlaceKind.Assignment)]
    [InlineData("2026-01-02T03:04:05.678Z using {0}", PlaceKind.Log)]
    [InlineData("##[debug]token={0}", PlaceKind.Log)]
    [InlineData("[INFO] token {0}", PlaceKind.Log)]
    [InlineData("2026-01-02T03:04:05Z GET https://x:{0}@dev.azure.com/contoso", PlaceKind.Url)]
    [InlineData("{0}", PlaceKind.Unknown)]
    [InlineData("the token is {0}, keep it", PlaceKind.Unknown)]
    public void The_kind_of_place_is_read_from_the_text(string text, PlaceKind expected) => Assert.Equal(expected, Reading.Place(text, rule: "PS101").Context.Kind);

    [Fact]
    public void A_line_of_a_log_file_is_logged() => Assert.Equal(PlaceKind.Log, Reading.Place("token={0}", "build/agent.log").Context.Kind);
}
