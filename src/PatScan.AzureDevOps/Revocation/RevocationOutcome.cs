namespace PatScan.AzureDevOps.Revocation;

/// <summary>What became of one planned id.</summary>
/// <param name="Planned">The plan's line.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Why">Why, in words; null where the kind says it all.</param>
/// <param name="At">When it was settled.</param>
public sealed record RevocationOutcome(PlannedRevocation Planned, OutcomeKind Kind, string? Why, DateTimeOffset At);
