using PatScan.Rules;

namespace PatScan.Tests.Corpus;

/// <summary>One labelled text.</summary>
/// <param name="Class">What it is an example of, for the table.</param>
/// <param name="Bytes">The content.</param>
/// <param name="Path">Its file name.</param>
/// <param name="Expected">The secrets that must be proven in it, by rule; no other may be. Empty for a negative.</param>
/// <param name="Most">The most that anything else in it may be worth: null for nothing at all.</param>
internal sealed record Sample(string Class, byte[] Bytes, string Path, IReadOnlyList<(string Rule, string Secret)> Expected, Confidence? Most = null);
