using CommandLine;

namespace PatScan.Cli.Commands;

/// <summary>The command line of <c>patscan verify</c>, as typed.</summary>
[Verb("verify", HelpText = "Ask Azure DevOps whether leaked tokens work, and whose they are. Changes nothing.")]
internal sealed class VerifyArguments
{
    [Value(0, MetaName = "FINDINGS", Required = true, HelpText = "The SARIF of a scan; \"-\" reads tokens from standard input.")]
    public string Findings { get; set; } = "";

    [Option("organization", MetaValue = "ORG", HelpText = "The organization that the tokens belong to: its name or address. Default: what stands beside each token.")]
    public string? Organization { get; set; }

    [Option("server", MetaValue = "URL", HelpText = "An Azure DevOps Server instead: the https address of its collection.")]
    public string? Server { get; set; }

    [Option("root", MetaValue = "PATH", HelpText = "The folder that was scanned. Default: the current folder.")]
    public string Root { get; set; } = ".";

    [Option('r', "report", MetaValue = "FORMAT=PATH", HelpText = "Write the outcome: sarif=findings.sarif, markdown=evidence.md. Can be given several times.")]
    public IEnumerable<string> Reports { get; set; } = [];
}
