using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Revocation;

public sealed class OwnTests : IDisposable
{
    private readonly Desk desk = new();

    public OwnTests()
    {
        desk.Bench.Fake.Entra.Person = "ann@contoso.com";
        desk.SignIn = new(SignInMode.DeviceCode) { ClientId = "11111111-0000-0000-0000-000000000000", Tell = desk.Bench.Told.Enqueue };
    }

    public void Dispose() => desk.Dispose();

    private Task<RevocationPlan> Plan(Caller caller) => desk.Bench.Connection.Plan(caller, []).ForOwn([desk.Token()], new(), TestContext.Current.CancellationToken);

    private async Task<RevocationResult> Revoke(Caller caller)
    {
        using var trail = desk.Open();
        return await desk.Bench.Connection.Revoke(caller, trail, desk.Bench.Told.Enqueue).Execute(await Plan(caller), [], TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_person_revokes_their_own_leaked_token_without_an_administrator()
    {
        var pat = desk.Ann.Add(desk.Leak);
        var result = await Revoke(desk.Caller);
        Assert.True(result.AllDead);
        Assert.Equal((1, "DELETE"), (pat.Revocations, desk.Writes[0].Method));
        Assert.DoesNotContain(desk.Bench.Fake.Entra.Tokens, t => desk.Produced.Contains(t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_left_to_an_administrator()
    {
        desk.Contoso.Add("bob@contoso.com").Add(desk.Leak);
        Assert.Contains("bob", Assert.Single((await Plan(desk.Caller)).Undecided).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_inside_a_200_is_a_refusal()
    {
        desk.Ann.Add(desk.Leak).IsStubborn = true;
        var outcome = Assert.Single((await Revoke(desk.Caller)).Outcomes);
        Assert.Equal((OutcomeKind.Refused, "HTTP 200: authorizationNotFound"), (outcome.Kind, outcome.Why));
    }

    [Fact]
    public async Task A_token_instead_of_a_person_is_told_to_sign_in_as_one()
    {
        desk.Admin.Add(desk.Leak);
        desk.SignIn = new(SignInMode.Pat);
        Assert.Equal("needs-user-sign-in", (await Assert.ThrowsAsync<AzureDevOpsError>(() => Plan(desk.Caller))).Code);
    }

    [Fact]
    public async Task An_unknown_error_value_is_an_error_too()
    {
        desk.Ann.Add(desk.Leak);
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("tokens/pats", StringComparison.Ordinal)) { Instead = FakeAnswer.Json("""{"patTokenError":"somethingNew2027","patTokens":[]}""") });
        Assert.Contains("somethingNew2027", (await Assert.ThrowsAsync<AzureDevOpsError>(() => Plan(desk.Caller))).Message, StringComparison.Ordinal);
    }
}
