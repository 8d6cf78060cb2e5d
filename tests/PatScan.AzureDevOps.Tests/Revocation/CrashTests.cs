using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.Trail;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Revocation;

/// <summary>
/// A run over 250 tokens dies at every one of its steps, and a second run picks up. Every entry of the trail is on disk
/// before the step it announces, so an exception that nobody catches leaves the same file as a killed process;
/// the tests of the program kill it in earnest.
/// </summary>
public class CrashTests
{
    private const int Tokens = 250;

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "{\"seq\":99,\"time\":\"2026-09-01T12:00")]
    public async Task Killed_at_any_step_nothing_is_lost_nothing_is_done_twice_and_nothing_is_claimed_falsely(bool afterTheService, string torn)
    {
        var steps = 0;
        for (var dieAt = 1; dieAt <= Math.Max(steps, 1); dieAt++)
        {
            using var desk = new Desk();
            for (var i = 0; i < Tokens; i++)
            {
                desk.Ann.Add(FakeTokens.Legacy(i));
            }

            var handler = new Mortal(Transport.Make(new(), true)) { DieAt = steps == 0 ? int.MaxValue : dieAt, AfterTheService = afterTheService };
            desk.Bench.Handler = handler;
            if (steps == 0)
            {
                await Run(desk);
                steps = handler.Count;
                dieAt = 0;
                continue;
            }

            await Assert.ThrowsAsync<Killed>(() => Run(desk));
            File.AppendAllText(desk.TrailPath, torn);
            Judge(desk, TrailCheck.Run(desk.TrailPath).Entries);

            handler.DieAt = int.MaxValue;
            await Run(desk);
            Assert.All(desk.Ann.Pats, p => Assert.Equal(1, p.Revocations));
            var check = TrailCheck.Run(desk.TrailPath);
            Assert.Empty(check.Problems);
            Judge(desk, check.Entries);
            Assert.Empty(TrailHistory.Unsettled(check.Entries, "contoso"));
            Assert.Equal(Tokens, check.Entries.Where(e => e.Kind == TrailKind.Outcome).SelectMany(e => e.Items).Where(i => i.Outcome == "revoked").DistinctBy(i => i.AuthorizationId).Count());
        }

        Assert.InRange(steps, 15, 60);
    }

    // Nothing claimed that did not happen; nothing happened that was not announced.
    private static void Judge(Desk desk, IReadOnlyList<TrailEntry> entries)
    {
        var revoked = desk.Ann.Pats.Where(p => p.IsRevoked).Select(p => p.AuthorizationId).ToHashSet();
        var claimed = entries.Where(e => e.Kind == TrailKind.Outcome).SelectMany(e => e.Items).Where(i => i.Outcome is "revoked" or "already-gone").Select(i => i.AuthorizationId);
        var announced = entries.Where(e => e.Kind == TrailKind.Begin).SelectMany(e => e.Items).Select(i => i.AuthorizationId).ToHashSet();
        Assert.Subset(revoked, claimed.ToHashSet());
        Assert.Subset(announced, revoked);
    }

    private static async Task Run(Desk desk)
    {
        using var trail = desk.Open();
        var caller = desk.Caller;
        var plan = await desk.Bench.Connection.Plan(caller, trail.Entries).ForUser(desk.Site, "ann@contoso.com", PatFilter.All, TestContext.Current.CancellationToken);
        await desk.Bench.Connection.Revoke(caller, trail, _ => { }).Execute(plan, [desk.Site], TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private sealed class Killed : Exception;

    private sealed class Mortal(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Count { get; private set; }

        public int DieAt { get; set; }

        public bool AfterTheService { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var dies = ++Count == DieAt;
            if (dies && !AfterTheService)
            {
                throw new Killed();
            }

            var response = await base.SendAsync(request, cancellationToken);
            return dies ? throw new Killed() : response;
        }
    }
}
