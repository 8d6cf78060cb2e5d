using System.Text;
using CommandLine;
using PatScan;
using PatScan.AzureDevOps;
using PatScan.Cli;
using PatScan.Cli.Commands;
using PatScan.Cli.Terminal;

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
    var parsed = parser.ParseArguments<ScanArguments, VerifyArguments, RevokeArguments, RulesArguments, AuditArguments>(CommandLineText.Prepare(args));
    return parsed.MapResult<ScanArguments, VerifyArguments, RevokeArguments, RulesArguments, AuditArguments, int>(
        ScanCommand.Run, VerifyCommand.Run, RevokeCommand.Run, RulesCommand.Run, AuditCommand.Run, errors => CommandLineText.Explain(parsed, errors));
}
catch (UserError error)
{
    Console.Error.WriteLine($"patscan: {Safe.Text(error.Message)}");
    return ExitCode.UsageError;
}
catch (AzureDevOpsError error)
{
    Console.Error.WriteLine($"patscan: {Safe.Text(error.Message)}");
    return ExitCode.NotCompleted;
}
catch (IOException error)
{
    // Standard output that cannot be written: a full disk, a reader that is gone.
    Console.Error.WriteLine($"patscan: Cannot write: {Safe.Text(error.Message)}");
    return ExitCode.UsageError;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("patscan: Stopped.");
    return ExitCode.Cancelled;
}
