using CommandLine;

namespace PatScan.Cli.Commands;

/// <summary>The command line of <c>patscan rules</c>, as typed.</summary>
[Verb("rules", HelpText = "List the rules, show one, or check rule files.")]
internal sealed class RulesArguments
{
    [Value(0, MetaName = "ACTION", HelpText = "list | show ID | check [PATH]... (without PATH: the built-in rules)")]
    public string Action { get; set; } = "list";

    [Value(1, MetaName = "ID or PATH", HelpText = "The rule to show, or the files and folders to check.")]
    public IEnumerable<string> Operands { get; set; } = [];

    [Option("rules", MetaValue = "PATH", HelpText = "Add the rules of a file, or of every *.toml below a folder.")]
    public IEnumerable<string> Rules { get; set; } = [];
}
