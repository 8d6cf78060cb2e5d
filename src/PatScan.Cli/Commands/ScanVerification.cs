using PatScan.AzureDevOps;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;
using PatScan.Cli.Incident;
using PatScan.Findings;

namespace PatScan.Cli.Commands;

/// <summary><c>scan --verify</c>: asks about each token while it is at hand.</summary>
/// <param name="Wanted">Whether the operator asked for it.</param>
/// <param name="Site">The organisation that the operator named, or null.</param>
internal sealed record ScanVerification(bool Wanted, Site? Site)
{
    /// <exception cref="UserError">The organisation cannot be one.</exception>
    public static ScanVerification Of(ScanArguments arguments) =>
        arguments.Organization is not null && !arguments.Verify ? throw Messages.OrganizationNeedsVerify()
        : new(arguments.Verify, arguments.Organization is null ? null : Site.Organization(arguments.Organization));

    public IReadOnlyList<(LeakedToken Token, Verdict Verdict)> Run(IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        if (!Wanted)
        {
            return [];
        }

        using var connection = Connection.Open(Environment.GetEnvironmentVariable);
        var tokens = findings.Where(f => Leak.Rules.Contains(f.Rule.Id)).Select(f => new LeakedToken(f.Secret) { Sites = Case.Sites(Site, Named(f)) }).Distinct();
        return VerifyCommand.Ask(connection, [.. tokens], cancellation);
    }

    private static IEnumerable<string?> Named(Finding finding) => finding.Targets.Concat(finding.Candidates).Select(a => a.Target.Organization);

    public static void Write(TextWriter output, IReadOnlyList<(LeakedToken Token, Verdict Verdict)> verdicts)
    {
        if (verdicts.Count == 0)
        {
            return;
        }

        output.WriteLine();
        foreach (var (token, verdict) in verdicts)
        {
            output.WriteLine(VerdictText.Of(token, null, verdict));
        }

        output.WriteLine(VerdictText.Summary([.. verdicts.Select(v => v.Verdict)], 0));
    }

    /// <summary>A scan's own answer comes first; a clean one is not when a verification could not be completed.</summary>
    public static int Judge(int scan, IReadOnlyList<(LeakedToken Token, Verdict Verdict)> verdicts) =>
        scan == ExitCode.Clean && verdicts.Any(v => v.Verdict.Status == TokenStatus.Unknown) ? ExitCode.NotCompleted : scan;
}
