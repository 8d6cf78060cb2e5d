namespace PatScan.AzureDevOps.Revocation;

/// <summary>What became of one authorization id: a closed list, the words beside the name.</summary>
/// <param name="Code">Stable identifier, in the audit trail, SARIF properties and JSON.</param>
/// <param name="IsDead">Whether the list no longer has it as working.</param>
public sealed record OutcomeKind(string Code, bool IsDead)
{
    /// <summary>Asked for by PatScan, and gone from the list of working tokens since.</summary>
    public static readonly OutcomeKind Revoked = new("revoked", true);

    /// <summary>Gone before anything was asked.</summary>
    public static readonly OutcomeKind AlreadyGone = new("already-gone", true);

    /// <summary>The service refused.</summary>
    public static readonly OutcomeKind Refused = new("refused", false);

    /// <summary>Nobody knows; the reason says what to do.</summary>
    public static readonly OutcomeKind Unknown = new("unknown", false);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
