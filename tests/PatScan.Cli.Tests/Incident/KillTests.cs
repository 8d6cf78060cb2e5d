using System.Diagnostics;
using System.Text.Json;
using PatScan.Fake;

namespace PatScan.Cli.Tests.Incident;

/// <summary>The program is killed for real while it revokes 250 tokens, and run again.</summary>
public class KillTests
{
    private static readonly string[] Command = ["revoke", "--user", "ann@contoso.com", "--organization", "contoso", "--yes"];

    // Requests 1 to 7 plan (who am I, the person, five pages), 8 to 12 look, 13 to 15 revoke, 16 to 20 look again.
    [Theory]
    [InlineData(9, true)]
    [InlineData(13, false)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(18, true)]
    public void Killed_in_the_middle_and_run_again_every_token_is_revoked_exactly_once(int request, bool afterTheService)
    {
        using var incident = new Incident();
        for (var i = 0; i < 250; i++)
        {
            incident.Ann.Add(FakeTokens.Legacy(i), from: DateTimeOffset.UtcNow.AddDays(-1));
        }

        Process? process = null;
        using var started = new ManualResetEventSlim();
        void Kill(FakeRequest arrived)
        {
            if (arrived.Number == request)
            {
                started.Wait(TimeSpan.FromSeconds(30));
                process!.Kill();
                process.WaitForExit();
            }
        }

        incident.Service.Server.Before = afterTheService ? null : Kill;
        incident.Service.Server.After = afterTheService ? Kill : null;
        using (process = incident.Start(Command))
        {
            started.Set();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }

        var claimed = Outcomes(incident).Where(o => o.Outcome is "revoked" or "already-gone").Select(o => o.Id).ToHashSet();
        Assert.Subset(incident.Ann.Pats.Where(p => p.IsRevoked).Select(p => p.AuthorizationId).ToHashSet(), claimed);

        incident.Service.Server.Before = incident.Service.Server.After = null;
        var again = incident.Run(Command);
        Assert.Equal(0, again.ExitCode);
        Assert.All(incident.Ann.Pats, p => Assert.Equal((true, 1), (p.IsRevoked, p.Revocations)));
        Assert.Equal(250, Outcomes(incident).Where(o => o.Outcome == "revoked").Select(o => o.Id).Distinct().Count());
        Assert.Equal(request >= 13, again.Error.Contains("earlier run", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, incident.Run("audit", "verify-log", incident.Trail).ExitCode);
        incident.AssertNothingLeaks();
    }

    [Fact]
    public void Two_runs_at_once_do_not_share_a_log()
    {
        using var incident = new Incident();
        incident.Ann.Add(FakeTokens.Legacy(1), from: DateTimeOffset.UtcNow.AddDays(-1));
        Patscan? second = null;
        incident.Service.Server.Before = r => second ??= r.Number == 1 ? incident.Run(Command) : null;
        Assert.Equal(0, incident.Run(Command).ExitCode);
        Assert.Equal(2, second!.ExitCode);
        Assert.Contains("in use by another run", second.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(Guid Id, string Outcome)> Outcomes(Incident incident) => !File.Exists(incident.Trail) ? [] :
        File.ReadLines(incident.Trail).Where(l => l.Contains("\"kind\":\"outcome\"", StringComparison.Ordinal) && l.EndsWith('}')).Select(l => JsonDocument.Parse(l).RootElement)
            .SelectMany(e => e.GetProperty("items").EnumerateArray()).Select(i => (i.GetProperty("authorizationId").GetGuid(), i.GetProperty("outcome").GetString()!));
}
