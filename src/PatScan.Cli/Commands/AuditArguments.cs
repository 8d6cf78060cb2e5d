using CommandLine;

namespace PatScan.Cli.Commands;

/// <summary>The command line of <c>patscan audit</c>, as typed.</summary>
[Verb("audit", HelpText = "Check the audit log of revocations: verify-log [PATH].")]
internal sealed class AuditArguments
{
    [Value(0, MetaName = "ACTION", Required = true, HelpText = "verify-log: look for changed, removed and reordered lines.")]
    public string Action { get; set; } = "";

    [Value(1, MetaName = "PATH", HelpText = "The log. Default: audit.jsonl in your state folder.")]
    public string? Path { get; set; }
}
