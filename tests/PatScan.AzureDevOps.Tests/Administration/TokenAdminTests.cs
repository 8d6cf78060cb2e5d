using System.Text.Json;
using PatScan.AzureDevOps.Administration;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Administration;

public sealed class TokenAdminTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly Http.Shared shared;

    public TokenAdminTests() => shared = new(desk);

    public void Dispose()
    {
        shared.Dispose();
        desk.Dispose();
    }

    private Task<IReadOnlyList<PatRow>> List(string? descriptor = null) =>
        new TokenAdmin(shared.Calls).List(descriptor ?? desk.Ann.Descriptor, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_pages_are_read_whichever_way_the_list_ends(bool zeroGuid)
    {
        desk.Contoso.ZeroGuidEndsList = zeroGuid;
        desk.Contoso.PageSize = 10;
        for (var i = 0; i < 25; i++)
        {
            desk.Ann.Add(FakeTokens.Legacy(i));
        }

        Assert.Equal(desk.Ann.Pats.Select(p => p.AuthorizationId).Order(), (await List()).Select(r => r.AuthorizationId).Order());
        Assert.Equal(3, desk.Server.Requests.Count);
        Assert.All(desk.Server.Requests, r => Assert.DoesNotContain("pageSize", r.Query.Keys));
    }

    [Fact]
    public async Task A_service_without_the_preview_is_asked_in_the_older_version()
    {
        desk.Contoso.KnowsPreview = false;
        desk.Ann.Add(desk.Leak);
        Assert.Null(Assert.Single(await List()).CorrelatingId);
        Assert.Equal(["7.2-preview.1", "7.1"], desk.Server.Requests.Select(r => r.Query["api-version"]));
    }

    [Fact]
    public async Task A_user_who_is_not_known_does_not_switch_the_preview_off()
    {
        var admin = new TokenAdmin(shared.Calls);
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => admin.List("aad.bm9ib2R5", TestContext.Current.CancellationToken));
        Assert.Equal("user-not-found", error.Code);
        desk.Ann.Add(desk.Leak);
        Assert.NotNull((await admin.List(desk.Ann.Descriptor, TestContext.Current.CancellationToken))[0].CorrelatingId);
    }

    [Fact]
    public async Task Rows_without_a_name_a_zone_or_targets_are_read()
    {
        desk.Ann.Add(desk.Leak, name: null, from: new DateTimeOffset(2026, 8, 31, 23, 30, 0, TimeSpan.Zero));
        var row = Assert.Single(await List());
        Assert.Null(row.DisplayName);
        Assert.Null(row.TargetAccounts);
        Assert.Equal(new DateTimeOffset(2026, 8, 31, 23, 30, 0, TimeSpan.Zero), row.ValidFrom);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_an_error_and_not_half_a_list()
    {
        desk.Server.Faults.Add(new(r => r.Path.Contains("personalaccesstokens", StringComparison.Ordinal))
        {
            Instead = FakeAnswer.Json("""{"continuationToken":"11111111-1111-1111-1111-111111111111","value":[]}"""),
        });
        Assert.Equal("endless-list", (await Assert.ThrowsAsync<AzureDevOpsError>(() => List())).Code);
    }

    public static TheoryData<FakeAnswer, string> Failures => new()
    {
        { FakeAnswer.Json("""{"message":"Access Denied"}""", 401), "not-an-administrator" },
        { FakeAnswer.Empty(403), "not-an-administrator" },
        { FakeAnswer.Json("""{"message":"Service principals are not allowed to perform this action."}""", 403), "service-principal-refused" },
        { FakeAnswer.Html("<title>Azure DevOps Services | Sign In</title>", 203), "sign-in-not-accepted" },
        { FakeAnswer.Empty(302).With("Location", "https://evil.example/"), "sign-in-not-accepted" },
        { FakeAnswer.Json("""{"message":"TF400733"}""", 429), "throttled" },
        { FakeAnswer.Empty(500), "service-failed" },
        { FakeAnswer.Json("{}"), "answer-not-understood" },
        { FakeAnswer.Json("{\"value\":[{}]}"), "answer-not-understood" },
        { FakeAnswer.Json("{\"value\":[\"x\"]}"), "answer-not-understood" },
        { FakeAnswer.Json("{\"value\":{}}"), "answer-not-understood" },
        { FakeAnswer.Html("<h1>proxy</h1>", 200), "answer-not-understood" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_refusal_has_a_name_of_its_own(FakeAnswer answer, string code)
    {
        desk.Server.Faults.Add(new(_ => true) { Instead = answer });
        Assert.Equal(code, (await Assert.ThrowsAsync<AzureDevOpsError>(() => List())).Code);
    }

    [Fact]
    public async Task The_administrators_token_is_not_repeated_even_if_the_service_does()
    {
        desk.Bench.Fake.EchoesCredentials = true;
        desk.Admin.IsAdministrator = false;
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => List());
        Assert.Contains("you sent", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.AdminToken, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(":" + desk.AdminToken)), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revocation_is_the_array_of_the_published_definition()
    {
        var pat = desk.Ann.Add(desk.Leak);
        await new TokenAdmin(shared.Calls).Revoke([pat.AuthorizationId], TestContext.Current.CancellationToken);
        var request = Assert.Single(desk.Server.Requests);
        Assert.Equal(("POST", "vssps.dev.azure.com", "/contoso/_apis/tokenadmin/revocations", "false", "7.1"), (request.Method, request.Host, request.Path, request.Query["isPublic"], request.Query["api-version"]));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        var item = Assert.Single(JsonDocument.Parse(request.Body).RootElement.EnumerateArray().ToList());
        Assert.Equal(pat.AuthorizationId, item.GetProperty("authorizationId").GetGuid());
        Assert.True(pat.IsRevoked);
    }
}
