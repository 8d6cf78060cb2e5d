using PatScan.AzureDevOps.Trail;
using PatScan.Cli.Incident;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan audit</c>: is the log of revocations as PatScan wrote it?</summary>
internal static class AuditCommand
{
    public static int Run(AuditArguments arguments)
    {
        if (arguments.Action != "verify-log")
        {
            throw Messages.UnknownAuditAction(arguments.Action);
        }

        var check = TrailCheck.Run(arguments.Path ?? TrailLocation.Default(Environment.GetEnvironmentVariable));
        foreach (var problem in check.Problems)
        {
            Console.WriteLine($"{problem.Code}: {Safe.Text(problem.Text)}");
        }

        var span = check.Entries.Count == 0 ? "" : $", {SarifOutcome.Time(check.Entries[0].Time)} to {SarifOutcome.Time(check.Entries[^1].Time)}";
        Console.WriteLine($"{Numbers.Count(check.Entries.Count, "entry", "entries")}{span}, {Numbers.Count(check.Problems.Count, "problem", "problems")}");
        if (check.HasTornLine)
        {
            Console.WriteLine("The last line is torn: a run was cut off while writing it. The next run records that.");
        }

        Console.WriteLine($"Hash of the last entry: {check.LastHash}");
        Console.WriteLine("Kept somewhere else, the hash shows if the whole log was made anew; a chain alone cannot.");
        return check.Problems.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
    }
}
