namespace PatScan.AzureDevOps.Trail;

/// <summary>One token in an entry of the audit trail.</summary>
/// <param name="AuthorizationId">What is revoked.</param>
public sealed record TrailItem(Guid AuthorizationId)
{
    /// <summary>The C3ID of the leaked token, where a leak led to the id.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The owner's subject descriptor: a later run lists this person to learn how it ended.</summary>
    public string? Owner { get; init; }

    /// <summary>The outcome's code, once it is known.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Why { get; init; }
}
