using System.Text;
using PatScan.Checks;
using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Tests.Detection;

/// <summary>
/// The readable twin of <see cref="Scanner"/>: looks at every position for every rule, with nothing shared and nothing
/// skipped. What the rules say, said once more without regular expressions, tables or vectors.
/// </summary>
internal static class SlowScanner
{
    public static List<Match> Scan(RuleSet rules, ReadOnlySpan<byte> bytes)
    {
        var found = new List<Match>();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var rule in rules.Rules)
            {
                var length = rule.Id == "PS101" ? 84 : 52;
                if (at + length <= bytes.Length && (length == 84 ? NewToken(bytes.Slice(at, 84)) : LegacyToken(rule, bytes, at)) is { } confidence)
                {
                    found.Add(new Match(rule, at, length, confidence));
                }
            }
        }

        return [.. found.Where(match => match.Confidence == Confidence.Proven || !found.Exists(other => other.Confidence == Confidence.Proven && Overlap(match, other)))];
    }

    private static Confidence? NewToken(ReadOnlySpan<byte> token)
    {
        var text = Encoding.Latin1.GetString(token);
        var shaped = text.All(char.IsAsciiLetterOrDigit) && text[52..57] == "JQQJ9" && "9DH".Contains(text[57], StringComparison.Ordinal) && text[59] is >= 'A' and <= 'L' && text[76..80] == "AZDO";
        return !shaped ? null : new AzureDevOpsPatCheck().Holds(token) ? Confidence.Proven : Confidence.Possible;
    }

    private static Confidence? LegacyToken(Rule rule, ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Slice(at, 52).ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz234567"u8))
        {
            return null;
        }

        var token = bytes.Slice(at, 52);
        if (rule.Check!.Holds(token))
        {
            return Confidence.Proven;
        }

        var alone = !IsWord(bytes, at - 1) && !IsWord(bytes, at + 52);
        return alone && rule.Check.IsPlausible(token) ? rule.Unproven : null;
    }

    private static bool IsWord(ReadOnlySpan<byte> bytes, int at) => at >= 0 && at < bytes.Length && char.IsAsciiLetterOrDigit((char)bytes[at]);

    private static bool Overlap(Match a, Match b) => a.Start < b.Start + b.Length && b.Start < a.Start + a.Length;
}
