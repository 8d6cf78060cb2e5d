using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.Trail;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Revocation;

public sealed class RevocationTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    private List<FakePat> Many(int count) => [.. Enumerable.Range(1000, count).Select(i => desk.Ann.Add(FakeTokens.Legacy(i)))];

    private async Task<RevocationPlan> PlanUser(PatFilter? filter = null)
    {
        using var trail = desk.Open();
        return await desk.Bench.Connection.Plan(desk.Caller, trail.Entries).ForUser(desk.Site, "ann@contoso.com", filter ?? PatFilter.All, TestContext.Current.CancellationToken);
    }

    private static string[] Kinds(RevocationResult result) => [.. result.Outcomes.Select(o => o.Kind.Code)];

    [Fact]
    public async Task A_leaked_token_is_revoked_and_proven_dead()
    {
        var pat = desk.Ann.Add(desk.Leak);
        var result = await desk.Revoke();
        Assert.True(result.AllDead);
        Assert.Equal(("revoked", 1, true), (Kinds(result)[0], pat.Revocations, result.Proofs[0].IsDead));
        Assert.Equal("refused", result.Proofs[0].Last.Reason.Code);
    }

    [Fact]
    public async Task Planning_changes_nothing()
    {
        desk.Ann.Add(desk.Leak);
        await desk.Plan();
        Assert.Empty(desk.Writes);
        Assert.Empty(File.ReadAllText(desk.TrailPath));
    }

    [Fact]
    public async Task A_second_run_revokes_nothing_again_and_is_still_all_dead()
    {
        desk.Ann.Add(desk.Leak);
        var plan = await desk.Plan();
        await desk.Execute(plan);
        Assert.Equal(["already-gone"], Kinds(await desk.Execute(plan)));
        Assert.Single((await desk.Plan(null, desk.Leak)).Revocations);
        Assert.Single(desk.Writes);
    }

    [Fact]
    public async Task A_token_that_answers_for_a_while_is_probed_until_it_does_not()
    {
        desk.Ann.Add(desk.Leak).AnswersAfterwards = 4;
        var result = await desk.Revoke();
        Assert.True(result.AllDead);
        Assert.Equal(5, result.Proofs[0].Probes);
        Assert.Equal([1, 2, 4, 8], desk.Bench.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public async Task A_token_that_answers_past_the_wait_is_pending_and_not_called_dead()
    {
        desk.Ann.Add(desk.Leak).AnswersAfterwards = 1000;
        var result = await desk.Execute(await desk.Plan(), wait: 10);
        Assert.False(result.AllDead);
        Assert.Equal(("revoked", false), (Kinds(result)[0], result.Proofs[0].IsDead));
        Assert.Equal(10, desk.Bench.Pauses.Sum(p => p.TotalSeconds));
    }

    [Fact]
    public async Task After_a_run_that_ended_pending_this_machine_remembers_which_token_it_was()
    {
        // Without hashes, the owner's other token would be the only one left for elimination.
        desk.Contoso.Hash = HashField.Missing;
        desk.Contoso.KnowsPreview = false;
        var leaked = desk.Ann.Add(desk.Leak);
        (leaked.AnswersAfterwards, leaked.Vanishes) = (1000, true);
        await desk.Execute(await desk.Plan(), wait: 0);
        var other = desk.Ann.Add(FakeTokens.Pat(2));
        using var again = new Bench();
        using var trail = desk.Open();
        again.Fake.Organizations.Add(desk.Contoso);
        again["AZURE_DEVOPS_EXT_PAT"] = desk.AdminToken;
        var plan = await again.Connection.Plan(again.Connection.SignIn(new(PatScan.AzureDevOps.SignIn.SignInMode.Pat)), trail.Entries).ForTokens([desk.Token()], new(), TestContext.Current.CancellationToken);
        Assert.Equal(leaked.AuthorizationId, Assert.Single(plan.Revocations).AuthorizationId);
        Assert.Equal(0, other.Revocations);
    }

    [Fact]
    public async Task A_person_who_left_loses_250_tokens_in_batches_of_100()
    {
        var pats = Many(250);
        var result = await desk.Execute(await PlanUser());
        Assert.True(result.AllDead);
        Assert.Equal(250, result.Outcomes.Count);
        Assert.Equal([100, 100, 50], desk.Writes.Select(w => System.Text.Json.JsonDocument.Parse(w.Body).RootElement.GetArrayLength()));
        Assert.All(pats, p => Assert.Equal(1, p.Revocations));
    }

    [Fact]
    public async Task Tokens_are_chosen_by_scope_age_and_name()
    {
        var now = desk.Bench.Fake.Now;
        desk.Ann.Add(FakeTokens.Legacy(1), "Build A", "vso.code vso.build", now.AddDays(-40));
        desk.Ann.Add(FakeTokens.Legacy(2), "build b", "vso.code", now.AddDays(-10));
        desk.Ann.Add(FakeTokens.Legacy(3), null, "app_token", now.AddDays(-40));
        async Task<int> Count(PatFilter filter) => (await PlanUser(filter)).Revocations.Count;
        Assert.Equal(3, await Count(PatFilter.All));
        Assert.Equal(2, await Count(new PatFilter { Scope = "vso.code" }));
        Assert.Equal(2, await Count(new PatFilter { Age = TimeSpan.FromDays(30) }));
        Assert.Equal(2, await Count(new PatFilter { Name = "build*" }));
        Assert.Equal(1, await Count(new PatFilter { Name = "*A", Scope = "vso.build", Age = TimeSpan.FromDays(30) }));
    }

    [Fact]
    public async Task One_id_that_the_service_will_not_revoke_does_not_keep_the_others_alive()
    {
        var pats = Many(100);
        pats[37].IsStubborn = true;
        var result = await desk.Execute(await PlanUser());
        Assert.Equal(99, result.Outcomes.Count(o => o.Kind == OutcomeKind.Revoked));
        var refused = Assert.Single(result.Outcomes, o => o.Kind == OutcomeKind.Refused);
        Assert.Equal(pats[37].AuthorizationId, refused.Planned.AuthorizationId);
        Assert.Contains("could not be revoked", refused.Why, StringComparison.Ordinal);
        Assert.All(pats.Where(p => !p.IsStubborn), p => Assert.Equal(1, p.Revocations));
    }

    [Fact]
    public async Task What_is_gone_before_it_is_asked_for_is_not_asked_for()
    {
        Many(10);
        var plan = await PlanUser();
        desk.Ann.Pats[3].IsRevoked = true;
        var result = await desk.Execute(plan);
        Assert.Equal(1, result.Outcomes.Count(o => o.Kind == OutcomeKind.AlreadyGone));
        Assert.Equal(0, desk.Ann.Pats[3].Revocations);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_caller_who_may_list_but_not_revoke_is_refused_once_and_not_again(int status)
    {
        Many(250);
        var plan = await PlanUser();
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("revocations", StringComparison.Ordinal)) { Instead = FakeAnswer.Json("""{"message":"Access Denied"}""", status) });
        var result = await desk.Execute(plan);
        Assert.All(result.Outcomes, o => Assert.Equal((OutcomeKind.Refused, true), (o.Kind, o.Why!.Contains("may not administer", StringComparison.Ordinal))));
        Assert.Single(desk.Writes);
    }

    [Fact]
    public async Task A_failing_gateway_that_hid_a_success_is_seen_through()
    {
        desk.Ann.Add(desk.Leak);
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("revocations", StringComparison.Ordinal)) { Change = _ => FakeAnswer.Empty(502) });
        Assert.Equal(["revoked"], Kinds(await desk.Revoke()));
        Assert.Single(desk.Writes);
    }

    [Fact]
    public async Task A_failing_service_that_did_nothing_is_asked_again_and_then_left()
    {
        var pat = desk.Ann.Add(desk.Leak);
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("revocations", StringComparison.Ordinal)) { Instead = FakeAnswer.Empty(503) });
        var result = await desk.Revoke();
        Assert.Equal(("unknown", 3, 0), (Kinds(result)[0], desk.Writes.Count, pat.Revocations));
        Assert.Contains("still has it as valid", result.Outcomes[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttled_past_all_patience_is_refused_with_nothing_claimed()
    {
        Many(250);
        var plan = await PlanUser();
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("revocations", StringComparison.Ordinal)) { Instead = FakeAnswer.Empty(429), Skip = 1 });
        var result = await desk.Execute(plan);
        Assert.Equal((100, 150), (result.Outcomes.Count(o => o.Kind == OutcomeKind.Revoked), result.Outcomes.Count(o => o.Kind == OutcomeKind.Refused)));
        Assert.All(result.Outcomes.Where(o => o.Kind == OutcomeKind.Refused), o => Assert.Contains("throttling", o.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(45)]
    public async Task An_answer_that_is_cut_off_is_settled_by_the_list(int cut)
    {
        var pat = desk.Ann.Add(desk.Leak);
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("revocations", StringComparison.Ordinal)) { CutAt = cut });
        Assert.Equal(["revoked"], Kinds(await desk.Revoke()));
        Assert.Equal((1, 1), (pat.Revocations, desk.Writes.Count));
    }

    [Fact]
    public async Task Every_answer_of_a_run_cut_at_any_place_ends_without_a_false_claim()
    {
        desk.Ann.Add(desk.Leak);
        await desk.Revoke();
        var requests = desk.Server.Requests.Count;
        for (var number = 1; number <= requests; number++)
        {
            foreach (var cut in new[] { 0, 9, 40, 120, 300 })
            {
                using var fresh = new Desk();
                var pat = fresh.Ann.Add(fresh.Leak);
                fresh.Server.Faults.Add(new(r => r.Number == number) { CutAt = cut, Times = 1 });
                var result = await Attempt(fresh);
                Assert.True(pat.Revocations <= 1);
                Assert.True(result is null || !result.Outcomes.Any(o => o.Kind.IsDead) || pat.IsRevoked);
            }
        }
    }

    private static async Task<RevocationResult?> Attempt(Desk desk)
    {
        try
        {
            return await desk.Revoke();
        }
        catch (AzureDevOpsError)
        {
            return null;
        }
    }

    [Fact]
    public async Task A_list_that_lags_behind_is_waited_for()
    {
        desk.Ann.Add(desk.Leak).ListedAfterwards = 3;
        var result = await desk.Revoke();
        Assert.True(result.AllDead);
        Assert.Single(desk.Writes);
    }

    [Fact]
    public async Task A_list_that_lags_past_the_wait_leaves_the_id_unknown_and_the_next_run_only_looks()
    {
        var pat = desk.Ann.Add(desk.Leak);
        pat.ListedAfterwards = 1000;
        var plan = await desk.Plan();
        Assert.Equal(["unknown"], Kinds(await desk.Execute(plan, wait: 5)));
        Assert.Equal(["unknown"], Kinds(await desk.Execute(plan, wait: 5)));
        Assert.Single(desk.Writes);
        pat.ListedAfterwards = 0;
        Assert.Equal(["revoked"], Kinds(await desk.Execute(plan, wait: 5)));
        Assert.Equal(1, pat.Revocations);
    }

    [Fact]
    public async Task A_bare_id_is_asked_for_and_never_called_revoked_without_a_list()
    {
        var pat = desk.Ann.Add(desk.Leak);
        var planner = desk.Bench.Connection.Plan(desk.Caller, []);
        var bare = await desk.Execute(await planner.ForIds(desk.Site, [pat.AuthorizationId], null, TestContext.Current.CancellationToken));
        Assert.Contains("name the owner with --user", Assert.Single(bare.Outcomes).Why, StringComparison.Ordinal);
        Assert.Equal((OutcomeKind.Unknown, 1), (bare.Outcomes[0].Kind, pat.Revocations));

        var named = await desk.Execute(await planner.ForIds(desk.Site, [pat.AuthorizationId], "ann@contoso.com", TestContext.Current.CancellationToken));
        Assert.True(named.Outcomes[0].Kind.IsDead);
    }

    [Fact]
    public async Task A_sign_in_that_ends_in_the_middle_leaves_the_rest_refused_and_the_trail_complete()
    {
        Many(250);
        var plan = await PlanUser();
        desk.Server.After = r => desk.Admin.Pats[0].IsRevoked |= r.Path.EndsWith("revocations", StringComparison.Ordinal);
        var result = await desk.Execute(plan);
        Assert.DoesNotContain(result.Outcomes, o => o.Kind == OutcomeKind.Revoked);
        Assert.False(result.AllDead);
        using var trail = desk.Open();
        Assert.Empty(TrailHistory.Unanswered(trail.Entries));
    }

    [Fact]
    public async Task The_trail_has_the_announcement_on_disk_before_the_call_and_no_token_in_it()
    {
        desk.Bench.Fake.EchoesCredentials = true;
        desk.Ann.Add(desk.Leak);
        string? onDisk = null;
        desk.Server.Before = r => onDisk ??= r.Path.EndsWith("revocations", StringComparison.Ordinal) ? File.ReadAllText(desk.TrailPath) : null;
        await desk.Revoke();
        Assert.Contains("\"kind\":\"begin\"", onDisk, StringComparison.Ordinal);
        Assert.DoesNotContain("\"kind\":\"end\"", onDisk, StringComparison.Ordinal);
        Assert.All((string[])[desk.Leak, desk.AdminToken], secret => Assert.DoesNotContain(secret, desk.Produced, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_an_entry_there_is_no_call()
    {
        desk.Ann.Add(desk.Leak);
        var plan = await desk.Plan();
        using var trail = desk.Open();
        trail.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => desk.Bench.Connection.Revoke(desk.Caller, trail, _ => { }).Execute(plan, [], TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Empty(desk.Writes);
    }

    [Fact]
    public async Task A_caller_who_is_not_an_administrator_is_told_what_to_do_before_anything_is_planned()
    {
        desk.Admin.IsAdministrator = false;
        desk.Ann.Add(desk.Leak);
        var error = await Assert.ThrowsAsync<AzureDevOpsError>(() => desk.Plan());
        Assert.Equal("not-an-administrator", error.Code);
        Assert.Contains("root", error.Message, StringComparison.Ordinal);
    }
}
