using System.Text;
using CommandLine;
using PatScan;
using PatScan.Cli;
using PatScan.Cli.Commands;

Console.OutputEncoding = new UTF8Encoding(false);
Console.Out.NewLine = "\n";
Console.Error.NewLine = "\n";

if (args is ["--version"] or ["version"])
{
    Console.WriteLine($"patscan {ProgramVersion.Full}");
    return ExitCode.Clean;
}

using var parser = new Parser(settings =>
{
    settings.AllowMultiInstance = true;
    settings.EnableDashDash = true;
    settings.HelpWriter = null;
    settings.AutoVersion = false;
});

try
{
    var parsed = parser.ParseArguments<ScanArguments, RulesArguments>(CommandLineText.Prepare(args));
    return parsed.MapResult<ScanArguments, RulesArguments, int>(ScanCommand.Run, RulesCommand.Run, errors => CommandLineText.Explain(parsed, errors));
}
catch (UserError error)
{
    Console.Error.WriteLine($"patscan: {error.Message}");
    return ExitCode.UsageError;
}
