using PatScan.AzureDevOps;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;
using PatScan.Cli.Incident;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan verify</c>: one question to the service for each token.</summary>
internal static class VerifyCommand
{
    public static int Run(VerifyArguments arguments)
    {
        using var stop = new Stop();
        var reports = PrivateReport.Parse(arguments.Reports);
        var site = SiteOf(arguments.Organization, arguments.Server);
        var incident = Case.Open(arguments.Findings, arguments.Root, site, stop.Token);
        using var connection = Connection.Open(Environment.GetEnvironmentVariable, site is { IsServer: true } ? site : null);
        var verdicts = Ask(connection, incident.Tokens, stop.Token);
        Report(incident, verdicts, reports);
        var isDecided = incident.Lost.Count == 0 && verdicts.All(v => v.Verdict.Status != TokenStatus.Unknown);
        return isDecided ? ExitCode.Clean : ExitCode.NotCompleted;
    }

    /// <summary>What the operator said about where the tokens belong.</summary>
    public static Site? SiteOf(string? organization, string? server) => (organization, server) switch
    {
        (null, null) => null,
        (null, _) => Site.Server(server),
        (_, null) => Site.Organization(organization),
        _ => throw Messages.OrganizationAndServer(),
    };

    /// <summary>Asks about all of them at once; the gateway holds back what is too much at once.</summary>
    public static List<(LeakedToken Token, Verdict Verdict)> Ask(Connection connection, IReadOnlyList<LeakedToken> tokens, CancellationToken cancellation)
    {
        var asked = tokens.Select(async token => (token, await connection.Verify(token, cancellation).ConfigureAwait(false))).ToList();
        return [.. Task.WhenAll(asked).GetAwaiter().GetResult()];
    }

    private static void Report(Case incident, List<(LeakedToken Token, Verdict Verdict)> verdicts, IReadOnlyList<PrivateReport> reports)
    {
        var evidence = new Evidence("Leaked Azure DevOps tokens: verification", $"Verified by PatScan {ProgramVersion.Number}.");
        var output = reports.Any(r => r.Path is null) ? Console.Error : Console.Out;
        foreach (var (token, verdict) in verdicts)
        {
            output.WriteLine(VerdictText.Of(token, incident.LeakOf(token), verdict));
            evidence.Add(token, incident.LeakOf(token), verdict, null, null);
            if (incident.Log is { } log)
            {
                SarifOutcome.Write(log, token, verdict, null, null);
            }
        }

        foreach (var leak in incident.Lost)
        {
            output.WriteLine(VerdictText.Lost(leak));
            evidence.AddLost(leak);
        }

        output.WriteLine(VerdictText.Summary([.. verdicts.Select(v => v.Verdict)], incident.Lost.Count));
        foreach (var report in reports)
        {
            report.Write(incident.Log, evidence.ToString());
        }
    }
}
