using PatScan.AzureDevOps;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Trail;
using PatScan.Cli.Incident;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan revoke</c>: plan, and with <c>--yes</c> carry the plan out and prove it.</summary>
internal static class RevokeCommand
{
    public static int Run(RevokeArguments arguments)
    {
        using var stop = new Stop();
        var options = RevokeOptions.Read(arguments);
        var incident = arguments.Findings is null ? new Case(null, [], []) : Case.Open(arguments.Findings, arguments.Root, options.Site, stop.Token);
        using var connection = Connection.Open(Environment.GetEnvironmentVariable);
        var caller = connection.SignIn(options.SignIn);
        Console.Error.WriteLine($"Signing in by {caller.How}.");

        // Held from the plan on: two runs at once would each plan what the other is doing.
        using var trail = arguments.Yes ? AuditTrail.Open(options.TrailPath) : null;
        var past = trail?.Entries ?? (File.Exists(options.TrailPath) ? TrailCheck.Run(options.TrailPath).Entries : []);
        TellUnfinished(past);
        var plan = Plan(connection.Plan(caller, past), incident, arguments, options, stop.Token).GetAwaiter().GetResult();

        var output = options.Reports.Any(r => r.Path is null) ? Console.Error : Console.Out;
        PlanText.Write(output, plan, incident);
        if (trail is null)
        {
            output.WriteLine("\nNothing was revoked. Add --yes to do it.");
            return plan is { Revocations.Count: 0, Undecided.Count: 0 } && incident.Lost.Count == 0 ? ExitCode.Clean : ExitCode.NotCompleted;
        }

        return Execute(connection.Revoke(caller, trail, Tell), plan, incident, options, trail, caller, output, stop.Token);
    }

    private static async Task<RevocationPlan> Plan(Planner planner, Case incident, RevokeArguments arguments, RevokeOptions options, CancellationToken cancellation)
    {
        if (arguments.Findings is not null)
        {
            return await (arguments.Own
                ? planner.ForOwn(incident.Tokens, options.Request, cancellation)
                : planner.ForTokens(incident.Tokens, options.Request, cancellation)).ConfigureAwait(false);
        }

        return await (options.Request.Chosen.Count > 0
            ? planner.ForIds(options.Site!, options.Request.Chosen, options.Request.User, cancellation)
            : planner.ForUser(options.Site!, options.Request.User!, options.Filter, cancellation)).ConfigureAwait(false);
    }

    private static int Execute(
        Revoker revoker, RevocationPlan plan, Case incident, RevokeOptions options, AuditTrail trail, Caller caller, TextWriter output, CancellationToken cancellation)
    {
        var sites = incident.Tokens.SelectMany(t => t.Sites).Concat(options.Site is null ? [] : [options.Site]).Distinct().ToList();
        var result = revoker.Execute(plan, sites, options.Wait, cancellation).GetAwaiter().GetResult();
        OutcomeText.Write(output, result, plan, incident);
        var evidence = EvidenceOf(result, plan, incident);
        evidence.Close($"Revoked by {Cell.Of(caller)}. Audit log: {Cell.Of(trail.Path)}, {trail.Entries.Count} entries; hash of the last: {trail.LastHash}.");
        foreach (var report in options.Reports)
        {
            report.Write(incident.Log, evidence.ToString());
        }

        output.WriteLine($"\nAudit log: {Safe.Text(trail.Path)}");
        return result.AllDead && plan.Undecided.Count == 0 && incident.Lost.Count == 0 ? ExitCode.Clean : ExitCode.NotCompleted;
    }

    // Also writes each outcome into the findings, when there is a file of them.
    private static Evidence EvidenceOf(RevocationResult result, RevocationPlan plan, Case incident)
    {
        var evidence = new Evidence("Leaked Azure DevOps tokens: revocation", $"Done by PatScan {ProgramVersion.Number}.");
        foreach (var token in incident.Tokens)
        {
            var verdict = plan.Verdicts.FirstOrDefault(v => v.Token.Equals(token)).Verdict;
            var outcome = result.Outcomes.FirstOrDefault(o => token.Equals(o.Planned.Token));
            var proof = result.Proofs.FirstOrDefault(p => p.Token.Equals(token));
            evidence.Add(token, incident.LeakOf(token), verdict, outcome, proof);
            if (incident.Log is { } log)
            {
                SarifOutcome.Write(log, token, verdict, outcome, proof);
            }
        }

        foreach (var outcome in result.Outcomes.Where(o => o.Planned.Token is null))
        {
            evidence.Add(outcome);
        }

        foreach (var leak in incident.Lost)
        {
            evidence.AddLost(leak);
        }

        return evidence;
    }

    private static void TellUnfinished(IReadOnlyList<TrailEntry> past)
    {
        if (past is [.., { Kind: TrailKind.Recovered } last])
        {
            Tell($"An earlier run was cut off: {last.Answer ?? "its last line was torn"}. What became of {Numbers.Count(last.Items.Count, "id", "ids")} is looked up now.");
        }
    }

    private static void Tell(string line) => Console.Error.WriteLine(Safe.Text(line));
}
