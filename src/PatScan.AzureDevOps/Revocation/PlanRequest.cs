namespace PatScan.AzureDevOps.Revocation;

/// <summary>What the operator said about the plan.</summary>
public sealed record PlanRequest
{
    /// <summary>Ids that the operator chose; when there are any, nothing else is planned.</summary>
    public IReadOnlyList<Guid> Chosen { get; init; } = [];

    /// <summary>A person: the suspected owner of tokens that do not say whose they are.</summary>
    public string? User { get; init; }
}
