namespace PatScan.AzureDevOps.Identification;

/// <summary>How sure it is that a row of a token list is the leaked token.</summary>
public enum Sureness
{
    /// <summary>It cannot be told.</summary>
    None,

    /// <summary>One row is more likely than the others. Nothing is revoked on it until the operator names the id.</summary>
    Likely,

    /// <summary>The only token of its owner that can be it.</summary>
    OnlyOne,

    /// <summary>The hash in the list is the hash of the leaked token, or this machine's own audit trail says so.</summary>
    Exact,

    /// <summary>The operator named the id.</summary>
    Chosen,
}
