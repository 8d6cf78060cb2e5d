using System.Text;
using PatScan.Content;
using PatScan.Context;
using PatScan.Detection;

namespace PatScan.Rules;

/// <summary>One way in which a rule does not keep what its examples promise.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record RuleFailure(Rule Rule, string Problem);

/// <summary>
/// Holds rules to their examples: each that must match does, with the surest confidence that the rule can give, alone and
/// between other text; each that must be likely without a checksum is; none of the others matches.
/// </summary>
public static class RuleCheck
{
    private const string Placeholder = "{secret}";
    private const string UnprovenPlaceholder = "{unproven}";
    private static readonly Origin Nowhere = new(OriginKind.File, "");
    private static readonly string Filler = string.Concat(Enumerable.Repeat("The quick brown fox.\n", 60));

    /// <summary>Every failure; empty when all is well.</summary>
    public static IReadOnlyList<RuleFailure> Run(RuleSet rules)
    {
        rules = rules.Enable(rules.Off.Select(rule => rule.Id));
        var scanner = new Scanner(rules);
        return [.. rules.Rules.SelectMany(rule => Check(rule, scanner))];
    }

    private static IEnumerable<RuleFailure> Check(Rule rule, Scanner scanner)
    {
        var best = rule.Check is null ? rule.Unproven : Confidence.Proven;
        for (var i = 0; i < rule.Examples.Match.Count; i++)
        {
            if (!FindsAnywhere(rule, scanner, Fill(rule, rule.Examples.Match[i], (ulong)i), best))
            {
                yield return new RuleFailure(rule, $"examples.match {i + 1} is not found: {Shown(rule.Examples.Match[i])}");
            }
        }

        for (var i = 0; i < rule.Examples.Likely.Count; i++)
        {
            if (!FindsAnywhere(rule, scanner, Fill(rule, rule.Examples.Likely[i], (ulong)i), Confidence.Likely))
            {
                yield return new RuleFailure(rule, $"examples.likely {i + 1} is not likely: {Shown(rule.Examples.Likely[i])}");
            }
        }

        for (var i = 0; i < rule.Examples.NoMatch.Count; i++)
        {
            if (Appraise(rule, scanner, Fill(rule, rule.Examples.NoMatch[i], (ulong)i)).Count > 0)
            {
                yield return new RuleFailure(rule, $"examples.no-match {i + 1} is found: {Shown(rule.Examples.NoMatch[i])}");
            }
        }
    }

    private static bool FindsAnywhere(Rule rule, Scanner scanner, byte[] text, Confidence? wanted)
    {
        byte[][] variants = [text, [.. Bytes(Filler), .. text], [.. text, (byte)'\n', .. Bytes(Filler)], [.. text, (byte)'\n', .. text]];
        return variants.All(variant => Appraise(rule, scanner, variant).Any(confidence => confidence == wanted));
    }

    /// <summary>What the rule's matches are worth where they stand, silenced ones left out.</summary>
    private static List<Confidence> Appraise(Rule rule, Scanner scanner, byte[] text)
    {
        var matches = new List<Match>();
        scanner.Scan(text, matches);
        var appraiser = new Appraiser();
        return
        [
            .. matches
                .Where(match => match.Rule == rule)
                .Select(match => appraiser.Of(rule, match.Confidence, text.AsSpan(match.Start, match.Length), TextLayer.Of(text, match.Start, match.Length), Nowhere))
                .Where(appraisal => appraisal is { Silence: null })
                .Select(appraisal => appraisal!.Confidence),
        ];
    }

    private static byte[] Fill(Rule rule, string example, ulong seed)
    {
        var proven = rule.MakeSecret(seed) is { } secret ? Encoding.Latin1.GetString(secret) : "";
        var unproven = rule.Examples.Secret is { } template ? Sample.Make(template, seed) : "";
        return Bytes(example.Replace(Placeholder, proven, StringComparison.Ordinal).Replace(UnprovenPlaceholder, unproven, StringComparison.Ordinal));
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Shown(string example) => example.Length <= 60 ? example : example[..60] + "…";
}
