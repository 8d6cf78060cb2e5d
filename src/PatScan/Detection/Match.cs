using PatScan.Decoding;
using PatScan.Rules;

namespace PatScan.Detection;

/// <summary>A place in some bytes where a rule found its kind of secret.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Start">Bytes before the secret.</param>
/// <param name="Length">Bytes of the secret as it stands there.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Decoded">The secret itself where it stands there encoded; null where it is plain.</param>
internal readonly record struct Match(Rule Rule, int Start, int Length, Confidence Confidence, Decoded? Decoded = null);
