namespace PatScan.AzureDevOps.Trail;

/// <summary>The kinds of entries, as they stand in the file.</summary>
public static class TrailKind
{
    /// <summary>A run begins: who, how signed in, which organisation.</summary>
    public const string Run = "run";

    /// <summary>A call is about to be made. On disk before the call.</summary>
    public const string Begin = "begin";

    /// <summary>The call's answer, or that none came; <see cref="TrailEntry.About"/> says which call.</summary>
    public const string End = "end";

    /// <summary>What became of each id, after listing again.</summary>
    public const string Outcome = "outcome";

    /// <summary>A leaked token is about to be probed, after its revocation.</summary>
    public const string ProofBegin = "proof-begin";

    /// <summary>What the probes told.</summary>
    public const string ProofEnd = "proof-end";

    /// <summary>An earlier run was cut off: what is left of its last line, and which calls have no answer.</summary>
    public const string Recovered = "recovered";
}
