namespace PatScan.AzureDevOps.Revocation;

/// <summary>How a plan's execution ended.</summary>
/// <param name="Outcomes">One for each planned id, in the plan's order.</param>
/// <param name="Proofs">One for each leaked token whose revocation was not refused.</param>
public sealed record RevocationResult(IReadOnlyList<RevocationOutcome> Outcomes, IReadOnlyList<Proof> Proofs)
{
    /// <summary>Whether every id is gone and every token is refused: exit code 0.</summary>
    public bool AllDead => Outcomes.All(o => o.Kind.IsDead) && Proofs.All(p => p.IsDead);
}
