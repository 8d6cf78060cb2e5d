namespace PatScan.Decoding;

/// <summary>What decoding says about a match: the secret, which its place does not hold as such, and how to get from there to it.</summary>
/// <param name="Secret">The secret in plain.</param>
/// <param name="Path">The decodings, outermost first, such as <c>base64</c>, <c>utf-16le</c>.</param>
internal sealed record Decoded(byte[] Secret, IReadOnlyList<string> Path);
