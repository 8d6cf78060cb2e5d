using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Revocation;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Identification;

public sealed class IdentificationTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(HashField.V1)]
    [InlineData(HashField.V2)]
    [InlineData(HashField.V3)]
    public async Task Any_of_the_three_hashes_identifies_exactly(HashField hash)
    {
        desk.Contoso.Hash = hash;
        desk.Ann.Add(FakeTokens.Pat(2));
        var pat = desk.Ann.Add(desk.Leak);
        desk.Ann.Add(FakeTokens.Pat(3));
        var planned = Assert.Single((await desk.Plan()).Revocations);
        Assert.Equal((pat.AuthorizationId, Sureness.Exact), (planned.AuthorizationId, planned.Sureness));
        Assert.Contains("hash", planned.How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legacy_token_written_in_capitals_is_matched_by_its_lower_case()
    {
        var value = FakeTokens.Legacy(5);
        var pat = desk.Ann.Add(value);
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("connectionData", StringComparison.Ordinal) && r.Number == 1) { Change = _ => FakeAnswer.Json(FakeJson.ConnectionData(desk.Contoso, desk.Ann)) });
        Assert.Equal(pat.AuthorizationId, Assert.Single((await desk.Plan(null, value.ToUpperInvariant())).Revocations).AuthorizationId);
    }

    [Theory]
    [InlineData(HashField.Missing)]
    [InlineData(HashField.Empty)]
    public async Task Without_hashes_the_owners_only_working_token_is_it_and_the_answer_says_so(HashField hash)
    {
        desk.Contoso.Hash = hash;
        var pat = desk.Ann.Add(desk.Leak);
        desk.Ann.Add(FakeTokens.Pat(2), days: 5);
        desk.Ann.Add(FakeTokens.Pat(3)).Targets = [Guid.NewGuid()];
        var planned = Assert.Single((await desk.Plan()).Revocations);
        Assert.Equal((pat.AuthorizationId, Sureness.OnlyOne), (planned.AuthorizationId, planned.Sureness));
        Assert.Contains("no hashes", planned.How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_that_are_left_are_shown_best_first_and_nothing_is_planned()
    {
        desk.Contoso.Hash = HashField.Missing;
        var other = desk.Ann.Add(FakeTokens.Pat(2), "older", from: Day(7, 10));
        var plain = desk.Ann.Add(desk.Leak, "plain", from: Day(8, 10));
        var full = desk.Ann.Add(FakeTokens.Pat(3), "full", "app_token", Day(8, 1));
        var plan = await desk.Plan();
        Assert.Empty(plan.Revocations);
        var undecided = Assert.Single(plan.Undecided);
        Assert.Equal([full.AuthorizationId, plain.AuthorizationId, other.AuthorizationId], undecided.Candidates.Select(c => c.Row.AuthorizationId));
        Assert.Equal(["issued in 2026-08, as the token says", "full access"], undecided.Candidates[0].Remarks);
        Assert.Equal(["not issued in 2026-08, which the token says"], undecided.Candidates[2].Remarks);
    }

    [Fact]
    public async Task The_operator_chooses_among_the_candidates_and_only_among_them()
    {
        desk.Contoso.Hash = HashField.Missing;
        var chosen = desk.Ann.Add(desk.Leak);
        desk.Ann.Add(FakeTokens.Pat(2));
        var plan = await desk.Plan(new PlanRequest { Chosen = [chosen.AuthorizationId, Guid.NewGuid()] });
        var planned = Assert.Single(plan.Revocations);
        Assert.Equal((chosen.AuthorizationId, Sureness.Chosen), (planned.AuthorizationId, planned.Sureness));
    }

    [Fact]
    public async Task An_id_that_the_operator_mistyped_does_not_override_an_exact_match()
    {
        desk.Ann.Add(desk.Leak);
        var other = desk.Ann.Add(FakeTokens.Pat(2));
        Assert.Empty((await desk.Plan(new PlanRequest { Chosen = [other.AuthorizationId] })).Revocations);
    }

    [Theory]
    [InlineData(7, 31, true)]
    [InlineData(9, 1, true)]
    [InlineData(7, 30, false)]
    public async Task A_day_over_the_edge_of_the_month_is_forgiven(int month, int day, bool planned)
    {
        desk.Contoso.Hash = HashField.Missing;
        desk.Ann.Add(desk.Leak, from: Day(month, day));
        var plan = await desk.Plan();
        Assert.Equal(planned, plan.Revocations.Count == 1);
        Assert.Equal(!planned, plan.Undecided is [{ Candidates.Count: 1 }]);
    }

    [Fact]
    public async Task A_token_that_was_revoked_and_still_answers_does_not_drag_another_one_down()
    {
        // The leaked token was revoked elsewhere a minute ago and answers for a while; the other one must not look like it.
        desk.Contoso.Hash = HashField.Missing;
        var leaked = desk.Ann.Add(desk.Leak);
        (leaked.IsRevoked, leaked.AnswersAfterwards) = (true, 9);
        var other = desk.Ann.Add(FakeTokens.Pat(2));
        var plan = await desk.Plan();
        Assert.Empty(plan.Revocations);
        Assert.Equal([other.AuthorizationId, leaked.AuthorizationId], plan.Undecided[0].Candidates.Select(c => c.Row.AuthorizationId));
    }

    [Fact]
    public async Task A_row_whose_hash_is_another_is_never_chosen_by_elimination()
    {
        desk.Contoso.Hash = HashField.Foreign;
        desk.Ann.Add(desk.Leak);
        var plan = await desk.Plan();
        Assert.Empty(plan.Revocations);
        Assert.Contains("another hash", plan.Undecided[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_makes_one_likely_and_still_nothing_is_planned()
    {
        desk.Contoso.Hash = HashField.Missing;
        desk.Contoso.HasAuditLog = true;
        var one = desk.Ann.Add(FakeTokens.Pat(2), from: Day(8, 2));
        var two = desk.Ann.Add(desk.Leak, from: Day(8, 3));
        desk.Contoso.Audit.AddRange(
        [
            ("Git.RefUpdate", Day(8, 9), Guid.Empty, $"PAT_Unscoped authorizationId: {one.AuthorizationId}"),
            ("Token.PatCreateEvent", Day(7, 2), one.AuthorizationId, "AAD"),
            ("Token.PatCreateEvent", Day(8, 3), two.AuthorizationId, "AAD"),
        ]);
        var plan = await desk.Plan();
        Assert.Empty(plan.Revocations);
        Assert.Equal(two.AuthorizationId, plan.Undecided[0].Candidates[0].Row.AuthorizationId);
        Assert.Contains("audit log has one issued in 2026-08", plan.Undecided[0].Why, StringComparison.Ordinal);
        Assert.Contains("used for 1 audited actions", plan.Undecided[0].Candidates[1].Remarks);
    }

    [Fact]
    public async Task A_dead_token_needs_nothing_and_one_that_nobody_knows_stays_open()
    {
        var plan = await desk.Plan();
        Assert.Single(plan.Dead);
        desk.Server.Faults.Add(new(r => r.Host == "dev.azure.com") { Instead = FakeAnswer.Empty(500) });
        plan = await desk.Plan(null, FakeTokens.Pat(7));
        Assert.Equal("server-error", Assert.Single(plan.Undecided).Verdict!.Reason.Code);
    }

    [Fact]
    public async Task A_refused_token_of_a_named_person_is_planned_when_its_hash_is_in_the_list()
    {
        // A disabled account: refused today, working again when access returns.
        var pat = desk.Ann.Add(desk.Leak);
        desk.Server.Faults.Add(new(r => r.Number == 1) { Instead = FakeAnswer.Empty(401).With("WWW-Authenticate", "Basic realm=\"https://tfsprod\"") });
        Assert.Equal(pat.AuthorizationId, Assert.Single((await desk.Plan(new PlanRequest { User = "ann@contoso.com" })).Revocations).AuthorizationId);
    }

    [Fact]
    public async Task Elimination_is_not_tried_on_a_person_whom_only_the_operator_suspects()
    {
        desk.Contoso.Hash = HashField.Missing;
        desk.Ann.Add(FakeTokens.Pat(2));
        desk.Server.Faults.Add(new(r => r.Host == "dev.azure.com" && r.Number == 1) { Instead = FakeAnswer.Empty(500) });
        Assert.Empty((await desk.Plan(new PlanRequest { User = "ann@contoso.com" })).Revocations);
    }

    [Fact]
    public async Task A_token_of_a_service_principal_is_left_with_a_reason()
    {
        var robot = desk.Contoso.Add("robot", servicePrincipal: true);
        robot.Add(desk.Leak);
        Assert.Contains("no person", Assert.Single((await desk.Plan()).Undecided).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrators_own_token_among_the_leaked_ones_stops_everything()
    {
        var error = await Assert.ThrowsAsync<UserError>(() => desk.Plan(null, desk.AdminToken));
        Assert.Equal("operator-token-leaked", error.Code);
        Assert.Empty(desk.Server.Requests);
    }

    [Fact]
    public async Task Whether_the_owner_administers_is_in_the_plan()
    {
        desk.Ann.IsAdministrator = true;
        desk.Ann.Add(desk.Leak);
        Assert.True((await desk.Plan()).Revocations[0].OwnerIsAdministrator);
    }
}
