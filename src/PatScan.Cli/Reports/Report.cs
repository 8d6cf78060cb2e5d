using PatScan.AzureDevOps.Verification;
using PatScan.Rules;
using PatScan.Scanning;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>What there is to report.</summary>
/// <param name="Result">The scan's result, with the findings that are to be reported.</param>
/// <param name="Rules">All rules of the scan.</param>
/// <param name="ExitCode">What the program is going to end with.</param>
/// <param name="ShowSecrets">Whether the operator asked for secrets in full.</param>
internal sealed record Report(ScanResult Result, RuleSet Rules, int ExitCode, bool ShowSecrets)
{
    /// <summary>The repository that was scanned, or null.</summary>
    public RepositoryInfo? Repository { get; init; }

    /// <summary>What verification told, by fingerprint; empty without <c>--verify</c>.</summary>
    public IReadOnlyDictionary<string, Verdict> Verdicts { get; init; } = new Dictionary<string, Verdict>();

    /// <summary>Its objects, or null.</summary>
    public RepositoryContent? Content { get; init; }
}
