namespace PatScan.Rules;

/// <summary>The examples that a rule is held to.</summary>
/// <param name="Secret">A template for a secret (see <see cref="Sample"/>), put where an example says <c>{secret}</c>; or null.</param>
/// <param name="Match">Texts in which the rule must find its secret.</param>
/// <param name="Likely">Texts in which a secret without its checksum, <c>{unproven}</c>, must be likely.</param>
/// <param name="NoMatch">Texts in which it must find nothing.</param>
public sealed record RuleExamples(string? Secret, IReadOnlyList<string> Match, IReadOnlyList<string> Likely, IReadOnlyList<string> NoMatch);
