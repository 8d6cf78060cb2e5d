using PatScan.AzureDevOps.Revocation;
using PatScan.Cli.Terminal;

namespace PatScan.Cli.Incident;

/// <summary>How a revocation ended, as the console shows it.</summary>
internal static class OutcomeText
{
    public static void Write(TextWriter output, RevocationResult result, RevocationPlan plan, Case incident)
    {
        output.WriteLine();
        foreach (var outcome in result.Outcomes)
        {
            var why = outcome.Why is null ? "" : $": {Safe.Text(outcome.Why)}";
            output.WriteLine($"{outcome.Planned.AuthorizationId}  {outcome.Kind}{why}");
        }

        foreach (var proof in result.Proofs)
        {
            output.WriteLine(proof.IsDead
                ? $"{proof.Token.Mask}  dead: {Safe.Text(proof.Last.Evidence)}, at {SarifOutcome.Time(proof.Last.CheckedAt)}"
                : $"{proof.Token.Mask}  pending: {Safe.Text(proof.Last.Reason.Text)}; it can take an hour, so run the same command again");
        }

        int Count(OutcomeKind kind) => result.Outcomes.Count(o => o.Kind == kind);
        var open = plan.Undecided.Count + incident.Lost.Count;
        output.WriteLine($"\n{Count(OutcomeKind.Revoked)} revoked · {Count(OutcomeKind.AlreadyGone) + plan.Dead.Count} already gone · {Count(OutcomeKind.Refused)} refused"
            + $" · {Count(OutcomeKind.Unknown)} unknown · {result.Proofs.Count(p => !p.IsDead)} pending · {open} to decide");
    }
}
