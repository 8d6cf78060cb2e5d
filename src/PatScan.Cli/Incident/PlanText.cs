using System.Globalization;
using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Revocation;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Incident;

/// <summary>A plan as the console shows it: what would be revoked, how each was found, and what is left to decide.</summary>
internal static class PlanText
{
    public static void Write(TextWriter output, RevocationPlan plan, Case incident)
    {
        foreach (var planned in plan.Revocations)
        {
            Write(output, planned);
        }

        foreach (var undecided in plan.Undecided)
        {
            Write(output, undecided);
        }

        foreach (var (token, verdict) in plan.Dead)
        {
            output.WriteLine(VerdictText.Of(token, incident.LeakOf(token), verdict));
        }

        foreach (var leak in incident.Lost)
        {
            output.WriteLine(VerdictText.Lost(leak));
        }

        var open = plan.Undecided.Count + incident.Lost.Count;
        output.WriteLine($"\nPlan: {plan.Revocations.Count} to revoke · {plan.Dead.Count} dead already · {open} to decide");
    }

    private static void Write(TextWriter output, PlannedRevocation planned)
    {
        output.WriteLine($"{planned.Token?.Mask ?? "token"}  revoke {planned.AuthorizationId} in {planned.Site}");
        output.WriteLine($"    found   {Safe.Text(planned.How)} ({Sure(planned.Sureness)})");
        if (planned.Owner is { } owner)
        {
            output.WriteLine($"    owner   {Safe.Text(owner.ToString())}{(planned.OwnerIsAdministrator == true ? ", an administrator" : "")}");
        }

        if (planned.Row is { } row)
        {
            output.WriteLine($"    token   {Describe(row)}");
        }
    }

    private static void Write(TextWriter output, Undecided undecided)
    {
        output.WriteLine($"{undecided.Token.Mask}  not planned: {Safe.Text(undecided.Why)}");
        foreach (var candidate in undecided.Candidates)
        {
            var remarks = candidate.Remarks.Count == 0 ? "" : $"; {Safe.Text(string.Join(", ", candidate.Remarks))}";
            output.WriteLine($"    {candidate.Row.AuthorizationId}  {Describe(candidate.Row)}{remarks}");
        }

        if (undecided.Candidates.Count > 0)
        {
            output.WriteLine("    Choose with --authorization-id ID, once for each that is to be revoked.");
        }
    }

    private static string Describe(PatRow row) =>
        $"\"{Safe.Text(row.DisplayName ?? "without a name")}\", {Safe.Text(row.Scope ?? "scope not known")}, {Day(row.ValidFrom)} to {Day(row.ValidTo)}";

    private static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";

    private static string Sure(Sureness sureness) => sureness switch
    {
        Sureness.Exact => "exact",
        Sureness.OnlyOne => "the only one possible",
        Sureness.Chosen => "the operator's choice",
        Sureness.Likely => "likely",
        _ => "not sure",
    };
}
