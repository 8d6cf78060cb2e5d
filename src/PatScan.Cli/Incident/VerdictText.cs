using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Incident;

/// <summary>Verdicts as the console shows them.</summary>
internal static class VerdictText
{
    public static string Of(LeakedToken token, Leak? leak, Verdict verdict)
    {
        var where = verdict.Site is null ? "" : $" in {verdict.Site}";
        var lines = new List<string> { $"{token.Mask}  {verdict.Status.Word()}{where}: {Safe.Text(verdict.Reason.Text)} ({Safe.Text(verdict.Evidence)})" };
        if (verdict.Owner is { } owner)
        {
            lines.Add($"    owner   {Safe.Text(owner.ToString())}{(verdict.OwnerIsAdministrator == true ? ", an administrator" : "")}");
        }

        if (token.Issued is { } issued)
        {
            lines.Add($"    issued  {issued}");
        }

        if (leak is { Places.Count: > 0 })
        {
            lines.Add($"    in      {Safe.Text(leak.Places[0].ToString())}{(leak.Places.Count > 1 ? $" and {leak.Places.Count - 1} more" : "")}");
        }

        return string.Join('\n', lines);
    }

    public static string Lost(Leak leak) => $"{leak.Fingerprint}  unknown: {VerdictReason.NotAvailable.Text}"
        + (leak.Places.Count > 0 ? $"\n    in      {Safe.Text(leak.Places[0].ToString())}" : "");

    public static string Summary(IReadOnlyCollection<Verdict> verdicts, int lost)
    {
        int Count(TokenStatus status) => verdicts.Count(v => v.Status == status);
        return $"\n{Count(TokenStatus.Active)} active · {Count(TokenStatus.Inactive)} inactive · {Count(TokenStatus.Unknown) + lost} unknown";
    }
}
