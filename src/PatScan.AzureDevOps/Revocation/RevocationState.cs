namespace PatScan.AzureDevOps.Revocation;

/// <summary>One id on its way through a run.</summary>
internal sealed class RevocationState(PlannedRevocation planned)
{
    public PlannedRevocation Planned => planned;

    public Guid Id => planned.AuthorizationId;

    public string? Owner => planned.Owner?.Descriptor;

    /// <summary>Null until it is settled.</summary>
    public OutcomeKind? Kind { get; private set; }

    public string? Why { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Whether the service took a revocation of it, in this run or an earlier one.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Whether an earlier run sent it and never learnt how it ended.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether it was sent at all; then its disappearance is our doing.</summary>
    public bool IsSent { get; set; }

    public void Settle(OutcomeKind kind, string? why, DateTimeOffset at) => (Kind, Why, At) = (kind, why, at);

    public RevocationOutcome Outcome => new(planned, Kind!, Why, At);
}
