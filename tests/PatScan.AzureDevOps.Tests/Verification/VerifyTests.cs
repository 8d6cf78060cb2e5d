using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Verification;

public sealed class VerifyTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly FakeOrganization contoso;
    private readonly FakeUser ann;
    private readonly string value = FakeTokens.Pat(1);

    public VerifyTests()
    {
        contoso = bench.Fake.Add("contoso");
        ann = contoso.Add("ann@contoso.com");
    }

    public void Dispose() => bench.Dispose();

    private Task<Verdict> Verify(string? token = null) =>
        bench.Connection.Verify(new LeakedToken(token ?? value), Site.Organization("contoso"), TestContext.Current.CancellationToken);

    private void Answer(FakeAnswer answer, int times = 1) => bench.Fake.Server.Faults.Add(new(r => r.Authorization is not null) { Instead = answer, Times = times });

    private async Task Expect(VerdictReason reason, int requests = 1)
    {
        var verdict = await Verify();
        Assert.Equal(reason, verdict.Reason);
        Assert.Equal(requests, bench.Fake.Server.Requests.Count);
        Assert.DoesNotContain(value, verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_token_names_its_owner_and_organization()
    {
        ann.Add(value);
        var verdict = await Verify();
        Assert.Equal(TokenStatus.Active, verdict.Status);
        Assert.Equal(new TokenOwner(ann.Id, "ann", "ann@contoso.com", ann.Descriptor), verdict.Owner);
        Assert.Equal((contoso.Id, "2026-08"), (verdict.OrganizationId!.Value, verdict.Issued.ToString()));
    }

    [Fact]
    public async Task A_token_is_probed_once_however_often_it_is_asked_for_and_with_a_read()
    {
        ann.Add(value);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Verify()));
        var request = Assert.Single(bench.Fake.Server.Requests);
        Assert.Equal(("GET", "dev.azure.com", "/contoso/_apis/connectionData", 0), (request.Method, request.Host, request.Path, request.Body.Length));
    }

    [Fact]
    public async Task A_token_ignored_by_an_organization_with_public_projects_is_inactive()
    {
        contoso.IsPublic = true;
        await Expect(VerdictReason.Ignored);
    }

    [Fact]
    public async Task An_identity_of_zeros_is_nobody_too()
    {
        Answer(FakeAnswer.Json("""{"authenticatedUser":{"id":"00000000-0000-0000-0000-000000000000"},"instanceId":"x"}"""));
        await Expect(VerdictReason.Ignored);
    }

    [Theory]
    [InlineData(Refusal.SignInPage203)]
    [InlineData(Refusal.Redirect302)]
    public async Task A_sign_in_page_means_not_known_once_the_organization_is_known_to_exist(Refusal refusal)
    {
        contoso.Refusal = refusal;
        await Expect(VerdictReason.NotKnown, requests: 2);
        Assert.Null(bench.Fake.Server.Requests[1].Authorization);
    }

    [Fact]
    public async Task A_sign_in_page_of_an_organization_that_does_not_exist_decides_nothing()
    {
        bench.Fake.Organizations.Clear();
        Answer(FakeAnswer.Html("<title>Azure DevOps Services | Sign In</title>", 203));
        await Expect(VerdictReason.OrganizationNotFound, requests: 2);
    }

    [Fact]
    public async Task An_empty_401_is_inactive_and_not_repeated() => await Expect(VerdictReason.Refused);

    [Fact]
    public async Task An_expired_token_is_told_apart()
    {
        ann.Add(value, days: 1);
        await Expect(VerdictReason.Expired);
    }

    [Fact]
    public async Task A_401_that_says_revoked_is_told_apart()
    {
        Answer(FakeAnswer.Json("""{"message":"Access Denied: The Personal Access Token used has been revoked."}""", 401));
        await Expect(VerdictReason.Revoked);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_error_does_no_harm()
    {
        contoso.Refusal = Refusal.Tf400813WithMark;
        await Expect(VerdictReason.Refused);
    }

    [Fact]
    public async Task A_401_that_names_a_user_decides_nothing()
    {
        Answer(FakeAnswer.Json("""{"message":"TF400813: The user '6b1b1b1b-2222-3333-4444-555555555555' is not authorized to access this resource."}""", 401));
        await Expect(VerdictReason.RefusedByName);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_that_names_the_owner_is_active(int status)
    {
        ann.Add(value).NotPermitted = status;
        var verdict = await Verify();
        Assert.Equal(VerdictReason.NotPermitted, verdict.Reason);
        Assert.Equal((ann.Id, "ann@contoso.com"), (verdict.Owner!.Id!.Value, verdict.Owner.SignInName));
    }

    [Fact]
    public async Task An_organization_that_does_not_exist_is_unknown()
    {
        bench.Fake.Organizations.Clear();
        await Expect(VerdictReason.OrganizationNotFound);
    }

    [Fact]
    public async Task A_403_of_a_gateway_is_unknown()
    {
        Answer(FakeAnswer.Html("<h1>Blocked by policy</h1>", 403));
        await Expect(VerdictReason.Proxy);
    }

    public static TheoryData<FakeAnswer, string> Unknowns => new()
    {
        { FakeAnswer.Html("<title>Login to the Wi-Fi</title>", 200), "proxy" },
        { FakeAnswer.Html("<title>Login to the Wi-Fi</title>", 203), "proxy" },
        { FakeAnswer.Empty(407), "proxy" },
        { FakeAnswer.Empty(302).With("Location", "https://evil.example/_signin"), "redirected" },
        { FakeAnswer.Empty(302).With("Location", "//evil.example/_signin"), "redirected" },
        { FakeAnswer.Empty(302), "redirected" },
        { FakeAnswer.Empty(401), "proxy" },
        { FakeAnswer.Html("<h1>401</h1>", 401).With("WWW-Authenticate", "Basic realm=\"proxy\""), "proxy" },
        { FakeAnswer.Empty(403), "forbidden" },
        { FakeAnswer.Json("{}", 404).With("X-VSS-UserData", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa:Anonymous"), "organization-not-found" },
        { FakeAnswer.Empty(400), "not-understood" },
        { FakeAnswer.Empty(418), "not-understood" },
        { FakeAnswer.Empty(500), "server-error" },
        { FakeAnswer.Json("{}"), "not-understood" },
        { FakeAnswer.Json("[]"), "not-understood" },
        { FakeAnswer.Json("null"), "not-understood" },
        { FakeAnswer.Json("{\"authenticatedUser\":"), "not-understood" },
        { FakeAnswer.Json("""{"authenticatedUser":"ann"}"""), "not-understood" },
        { FakeAnswer.Json("""{"authenticatedUser":{"id":17}}"""), "not-understood" },
        { FakeAnswer.Json("""{"authenticatedUser":{"id":"\ud800"}}"""), "not-understood" },
        { FakeAnswer.Json(new string('[', 5000)), "not-understood" },
        { new FakeAnswer(200, "text/plain", "{}"u8.ToArray()), "not-understood" },
    };

    [Theory]
    [MemberData(nameof(Unknowns))]
    public async Task Any_other_answer_decides_nothing(FakeAnswer answer, string reason)
    {
        Answer(answer);
        var verdict = await Verify();
        Assert.Equal((TokenStatus.Unknown, reason), (verdict.Status, verdict.Reason.Code));
    }

    [Fact]
    public async Task Throttling_without_end_is_unknown_and_never_a_verdict()
    {
        Answer(FakeAnswer.Json("""{"message":"TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource"}""", 429).With("Retry-After", "3"), times: 9);
        await Expect(VerdictReason.Throttled, requests: 5);
    }

    [Fact]
    public async Task A_slow_answer_with_Retry_After_is_an_answer()
    {
        ann.Add(value);
        bench.Fake.Server.Faults.Add(new(_ => true) { Change = a => a.With("Retry-After", "11") });
        Assert.Equal(TokenStatus.Active, (await Verify()).Status);
        Assert.Equal(VerdictReason.Refused, (await Verify(FakeTokens.Pat(2))).Reason);
        Assert.Equal([11], bench.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public async Task An_answer_cut_at_any_byte_is_unknown_and_never_inactive()
    {
        ann.Add(value);
        var length = (await Whole()).Length;
        for (var cut = 0; cut < length; cut += cut < 400 ? 7 : 29)
        {
            using var fresh = new Bench();
            fresh.Fake.Organizations.Add(contoso);
            fresh.Fake.Server.Faults.Add(new(_ => true) { CutAt = cut });
            var verdict = await fresh.Connection.Verify(new LeakedToken(value), Site.Organization("contoso"), TestContext.Current.CancellationToken);
            Assert.Equal(VerdictReason.NoAnswer, verdict.Reason);
            Assert.Single(fresh.Fake.Server.Requests);
        }
    }

    [Fact]
    public async Task A_credential_that_the_service_repeats_does_not_come_out_again()
    {
        bench.Fake.EchoesCredentials = true;
        var verdict = await Verify();
        Assert.DoesNotContain(value, verdict.ToString() + verdict.Evidence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_the_operator_named_is_asked_at_its_own_address()
    {
        bench.Server = Site.Server("https://tfs.contoso.com:8443/tfs/Main");
        bench.Fake.Server.Faults.Add(new(_ => true) { Instead = FakeAnswer.Json(FakeJson.ConnectionData(contoso, ann)) });
        var verdict = await bench.Connection.Verify(new LeakedToken(value), bench.Server, TestContext.Current.CancellationToken);
        Assert.Equal(TokenStatus.Active, verdict.Status);
        Assert.Equal(("tfs.contoso.com:8443", "/tfs/Main/_apis/connectionData"), (bench.Fake.Server.Requests[0].Host, bench.Fake.Server.Requests[0].Path));
    }

    private async Task<byte[]> Whole()
    {
        FakeAnswer? seen = null;
        bench.Fake.Server.Faults.Add(new(_ => true) { Change = a => seen = a });
        await Verify();
        return seen!.ToBytes();
    }
}
