namespace PatScan.Context;

/// <summary>Why something that was found is not held against anybody: it is counted and listed, and no more.</summary>
/// <param name="By">What silences it.</param>
/// <param name="Reason">In words, for people and for SARIF's justification.</param>
public sealed record Silence(SilencedBy By, string Reason);

/// <summary>What can silence a finding where it stands.</summary>
public enum SilencedBy
{
    /// <summary>A <c>patscan:allow</c> comment on its line.</summary>
    Comment,

    /// <summary>Its shape: a template, a masked value or a placeholder, which is no secret.</summary>
    Placeholder,
}
