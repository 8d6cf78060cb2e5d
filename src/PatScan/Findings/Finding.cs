using PatScan.Rules;

namespace PatScan.Findings;

/// <summary>One secret with all the places in which it stands.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Confidence">How sure it is: the surest of its places.</param>
/// <param name="Places">Where it stands, ordered; at least one.</param>
public sealed record Finding(Rule Rule, Secret Secret, Confidence Confidence, IReadOnlyList<Place> Places)
{
    /// <summary>The month in which the secret was issued, such as <c>2025-06</c>, where it tells; else null.</summary>
    public string? Issued => Rule.Check?.Issued(Secret.Reveal());

    /// <summary>Where it came from and whether it is still there, for a scan of history; else null.</summary>
    public SecretHistory? History => SecretHistory.Of(Places);
}
