using PatScan.Rules;

namespace PatScan.Context;

/// <summary>What a match is worth where it stands.</summary>
/// <param name="Confidence">How sure it is there.</param>
/// <param name="Context">What the text around it says.</param>
/// <param name="Silence">Why it is silenced there, or null.</param>
internal sealed record Appraisal(Confidence Confidence, PlaceContext Context, Silence? Silence);
