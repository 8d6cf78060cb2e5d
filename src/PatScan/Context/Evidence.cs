namespace PatScan.Context;

/// <summary>Why PatScan says that a secret is for somewhere.</summary>
/// <param name="Target">For where.</param>
/// <param name="Text">The text that says so, without user names, passwords or queries: there is no secret in it.</param>
/// <param name="LinesAway">
/// Lines from the secret down to it (negative: up), 0 on the same line; null where lines cannot be counted: in decoded text,
/// or outside of the content.
/// </param>
public sealed record Evidence(Target Target, string Text, int? LinesAway);
