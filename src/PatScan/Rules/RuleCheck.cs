using System.Text;
using PatScan.Detection;

namespace PatScan.Rules;

/// <summary>One way in which a rule does not keep what its examples promise.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record RuleFailure(Rule Rule, string Problem);

/// <summary>
/// Holds rules to their examples: each that must match does, with the surest confidence that the rule can give, alone and
/// between other text; none of the others matches.
/// </summary>
public static class RuleCheck
{
    private const string Placeholder = "{secret}";
    private static readonly string Filler = string.Concat(Enumerable.Repeat("The quick brown fox.\n", 60));

    /// <summary>Every failure; empty when all is well.</summary>
    public static IReadOnlyList<RuleFailure> Run(RuleSet rules)
    {
        var scanner = new Scanner(rules);
        return [.. rules.Rules.SelectMany(rule => Check(rule, scanner))];
    }

    private static IEnumerable<RuleFailure> Check(Rule rule, Scanner scanner)
    {
        for (var i = 0; i < rule.Examples.Match.Count; i++)
        {
            var text = Fill(rule, rule.Examples.Match[i], (ulong)i);
            byte[][] variants = [text, [.. Bytes(Filler), .. text], [.. text, .. Bytes(Filler)], [.. text, (byte)'\n', .. text]];
            if (!variants.All(variant => Finds(rule, scanner, variant)))
            {
                yield return new RuleFailure(rule, $"examples.match {i + 1} is not found: {Shown(rule.Examples.Match[i])}");
            }
        }

        for (var i = 0; i < rule.Examples.NoMatch.Count; i++)
        {
            if (Matches(rule, scanner, Fill(rule, rule.Examples.NoMatch[i], (ulong)i)).Count > 0)
            {
                yield return new RuleFailure(rule, $"examples.no-match {i + 1} is found: {Shown(rule.Examples.NoMatch[i])}");
            }
        }
    }

    private static bool Finds(Rule rule, Scanner scanner, byte[] text)
    {
        var best = rule.Check is null ? rule.Unproven : Confidence.Proven;
        return Matches(rule, scanner, text).Any(match => match.Confidence == best);
    }

    private static List<Match> Matches(Rule rule, Scanner scanner, byte[] text)
    {
        var matches = new List<Match>();
        scanner.Scan(text, matches);
        matches.RemoveAll(match => match.Rule != rule);
        return matches;
    }

    private static byte[] Fill(Rule rule, string example, ulong seed) =>
        Bytes(rule.MakeSecret(seed) is { } secret ? example.Replace(Placeholder, Encoding.Latin1.GetString(secret), StringComparison.Ordinal) : example);

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Shown(string example) => example.Length <= 60 ? example : example[..60] + "…";
}
