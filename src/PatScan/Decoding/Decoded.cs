namespace PatScan.Decoding;

/// <summary>What decoding says about a match: the secret, which its place does not hold as such, and how to get from there to it.</summary>
/// <param name="Secret">The secret in plain.</param>
/// <param name="Path">The decodings, outermost first, such as <c>base64</c>, <c>utf-16le</c>.</param>
/// <param name="Layers">The text around the secret in each decoded text, in the same order.</param>
internal sealed record Decoded(byte[] Secret, IReadOnlyList<string> Path, IReadOnlyList<DecodedText> Layers);

/// <summary>A piece of decoded text around a secret, or around what a secret is decoded from.</summary>
/// <param name="Bytes">The text.</param>
/// <param name="Start">Where in it the secret starts.</param>
/// <param name="Length">Bytes of the secret, or of what it is decoded from.</param>
internal sealed record DecodedText(byte[] Bytes, int Start, int Length);
