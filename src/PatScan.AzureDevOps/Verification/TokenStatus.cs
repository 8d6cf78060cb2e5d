namespace PatScan.AzureDevOps.Verification;

/// <summary>Whether a token works. Not knowing is an answer of its own, never folded into either of the others.</summary>
public enum TokenStatus
{
    /// <summary>It could not be told; the reason says why.</summary>
    Unknown,

    /// <summary>The service knows the token and its owner.</summary>
    Active,

    /// <summary>The service does not accept the token.</summary>
    Inactive,
}
