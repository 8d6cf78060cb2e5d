using CommandLine;
using CommandLine.Text;

namespace PatScan.Cli.Commands;

/// <summary>The command line of <c>patscan scan</c>, as typed.</summary>
[Verb("scan", HelpText = "Look for leaked tokens in files, folders or standard input.")]
internal sealed class ScanArguments
{
    [Value(0, MetaName = "PATH", HelpText = "Files and folders; \"-\" is standard input. Default: the current folder.")]
    public IEnumerable<string> Paths { get; set; } = [];

    [Option("history", HelpText = "Scan the whole git history at PATH: every object, reachable or not, commit and tag messages too.")]
    public bool History { get; set; }

    [Option("staged", HelpText = "Scan what the next git commit would contain: the index against HEAD.")]
    public bool Staged { get; set; }

    [Option("commits", MetaValue = "RANGE", HelpText = "Scan what commits brought in: A..B, A...B, or one commit. Merges included.")]
    public string? Commits { get; set; }

    [Option("since", MetaValue = "DATE", HelpText = "Scan only what commits since a date brought in, such as 2026-01-31; alone or with --commits.")]
    public string? Since { get; set; }

    [Option('r', "report", MetaValue = "FORMAT=PATH", HelpText = "Write a report: sarif=findings.sarif, json=findings.json; PATH \"-\" is standard output. Can be given several times.")]
    public IEnumerable<string> Reports { get; set; } = [];

    [Option("rules", MetaValue = "PATH", HelpText = "Add the rules of a file, or of every *.toml below a folder. Can be given several times.")]
    public IEnumerable<string> Rules { get; set; } = [];

    [Option("enable", MetaValue = "ID", HelpText = "Use a rule that is off by default, such as PS104. Can be given several times.")]
    public IEnumerable<string> Enable { get; set; } = [];

    [Option("no-inline-allow", HelpText = "Report what patscan:allow comments silence too.")]
    public bool NoInlineAllow { get; set; }

    [Option("include", MetaValue = "GLOB", HelpText = "Scan only files that match, such as \"**/*.yml\". Can be given several times.")]
    public IEnumerable<string> Include { get; set; } = [];

    [Option("exclude", MetaValue = "GLOB", HelpText = "Leave out files that match, such as \"vendor/**\". Can be given several times.")]
    public IEnumerable<string> Exclude { get; set; } = [];

    [Option("respect-gitignore", HelpText = "Leave out what git ignores. Ignored files often hold tokens; they are scanned by default.")]
    public bool RespectGitIgnore { get; set; }

    [Option("max-file-size", MetaValue = "SIZE", HelpText = "Leave out larger files, such as 50MB. They are counted as not scanned. Default: no limit.")]
    public string? MaxFileSize { get; set; }

    [Option("min-confidence", MetaValue = "LEVEL", Default = "possible", HelpText = "Report findings from this level: possible, likely or proven.")]
    public string MinConfidence { get; set; } = "possible";

    [Option("fail-on", MetaValue = "LEVEL", Default = "likely", HelpText = "Exit with 1 for findings from this level: possible, likely or proven.")]
    public string FailOn { get; set; } = "likely";

    [Option("verify", HelpText = "Ask Azure DevOps whether each token that was found works, and whose it is.")]
    public bool Verify { get; set; }

    [Option("organization", MetaValue = "ORG", HelpText = "With --verify: the organization that the tokens belong to. Default: what stands beside each token.")]
    public string? Organization { get; set; }

    [Option("threads", MetaValue = "N", HelpText = "How many threads to use. Default: one for each processor.")]
    public string? Threads { get; set; }

    [Option("show-secrets", HelpText = "Print secrets in full on the console and in JSON. SARIF never holds them.")]
    public bool ShowSecrets { get; set; }

    [Option("no-progress", HelpText = "Show no progress.")]
    public bool NoProgress { get; set; }

    [Option('q', "quiet", HelpText = "Print nothing but errors; the exit code and reports are the answer.")]
    public bool Quiet { get; set; }

    [Option('v', "verbose", HelpText = "Print every place of every secret, and everything that was not scanned.")]
    public bool Verbose { get; set; }

    [Usage(ApplicationAlias = "patscan")]
    public static IEnumerable<Example> Examples =>
    [
        new("Scan the current folder", new ScanArguments()),
        new("Scan two folders and write SARIF", new ScanArguments { Paths = ["src", "deploy"], Reports = ["sarif=findings.sarif"] }),
        new("Scan what another program prints", new ScanArguments { Paths = ["-"] }),
    ];
}
