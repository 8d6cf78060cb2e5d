namespace PatScan.Rules;

/// <summary>
/// What a secret without fixed characters looks like: <paramref name="Length"/> characters of one alphabet in a row.
/// </summary>
/// <param name="Alphabet">A character class as in a regular expression, without brackets: <c>a-z2-7</c>. ASCII only.</param>
/// <param name="Length">Characters, 32 or more: shorter ones are everywhere.</param>
/// <param name="Ends">The characters that the last one can be; spares the check most windows of a longer run.</param>
public sealed record Run(string Alphabet, int Length, string Ends);
