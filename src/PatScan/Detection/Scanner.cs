using System.Text;
using PatScan.Rules;

namespace PatScan.Detection;

/// <summary>
/// Finds secrets in bytes. Pure: the same bytes give the same matches, nothing outside them counts. One scanner serves one
/// thread at a time, since it keeps its buffers between calls; making one per thread from the same rules is cheap.
/// </summary>
internal sealed class Scanner
{
    /// <summary>
    /// How many bytes on either side of a match can have a say in it: a run must know whether it is a piece of a longer one.
    /// </summary>
    public const int Context = 1;

    // Neighbours of a match that are looked at for one that takes its place.
    private const int Longest = 512;

    private readonly SignatureSearch signatures;
    private readonly RunRules[] runs;
    private readonly char[] text;

    public Scanner(RuleSet rules)
    {
        signatures = new SignatureSearch(rules.Rules);
        runs = [.. rules.Rules
            .Where(rule => rule.Run is not null)
            .GroupBy(rule => rule.Run!)
            .Select(group => new RunRules(group.Key, [.. group]))];
        text = new char[(2 * rules.MaxLength) + 256];
    }

    /// <summary>Appends the matches in <paramref name="bytes"/> to <paramref name="matches"/>, ordered by start, then by rule.</summary>
    public void Scan(ReadOnlySpan<byte> bytes, List<Match> matches)
    {
        var before = matches.Count;
        var state = new Candidates(this, matches);
        signatures.Search(bytes, ref state, static (ref Candidates state, Rule rule, ReadOnlySpan<byte> bytes, int at) =>
            state.Scanner.MatchSignature(rule, bytes, at, state.Matches));
        foreach (var run in runs)
        {
            MatchRuns(run, bytes, matches);
        }

        if (matches.Count - before > 1)
        {
            Tidy(matches, before);
        }
    }

    private void MatchSignature(Rule rule, ReadOnlySpan<byte> bytes, int at, List<Match> matches)
    {
        var start = at - (rule.At ?? Math.Min(at, rule.MaxLength));
        if (start < 0)
        {
            return;
        }

        var length = Math.Min(bytes.Length - start, rule.At is null ? text.Length : rule.MaxLength);
        Encoding.Latin1.GetChars(bytes.Slice(start, length), text);
        if (rule.HasGroup)
        {
            MatchGroups(rule, bytes, start, length, at, matches);
            return;
        }

        foreach (var found in rule.Matcher!.EnumerateMatches(text.AsSpan(0, length)))
        {
            var covers = rule.At is null ? start + found.Index <= at && at < start + found.Index + found.Length : found.Index == 0;
            if (covers && rule.Judge(bytes.Slice(start + found.Index, found.Length)) is { } confidence)
            {
                matches.Add(new Match(rule, start + found.Index, found.Length, confidence));
            }

            if (rule.At is not null)
            {
                return;
            }
        }
    }

    /// <summary>A rule that needs words around its secret: the match must cover the signature, the secret need not.</summary>
    private void MatchGroups(Rule rule, ReadOnlySpan<byte> bytes, int start, int length, int at, List<Match> matches)
    {
        for (var found = rule.Matcher!.Match(new string(text, 0, length)); found.Success; found = found.NextMatch())
        {
            var secret = found.Groups["secret"];
            var covers = start + found.Index <= at && at < start + found.Index + found.Length;
            if (covers && secret.Success && rule.Judge(bytes.Slice(start + secret.Index, secret.Length)) is { } confidence)
            {
                matches.Add(new Match(rule, start + secret.Index, secret.Length, confidence));
            }
        }
    }

    private static void MatchRuns(RunRules run, ReadOnlySpan<byte> bytes, List<Match> matches)
    {
        for (var from = 0; run.Search.Next(bytes, from, out var end) is var start and >= 0; from = end)
        {
            var exact = end - start == run.Length && !IsWordAt(bytes, start - 1) && !IsWordAt(bytes, end);
            for (var last = start + run.Length - 1; last < end; last++)
            {
                if (!run.Ends.Contains(bytes[last]))
                {
                    continue;
                }

                var at = last - run.Length + 1;
                foreach (var rule in run.Rules)
                {
                    if (rule.Judge(bytes.Slice(at, run.Length), exact) is { } confidence)
                    {
                        matches.Add(new Match(rule, at, run.Length, confidence));
                    }
                }
            }
        }
    }

    private static bool IsWordAt(ReadOnlySpan<byte> bytes, int at) => (uint)at < (uint)bytes.Length && char.IsAsciiLetterOrDigit((char)bytes[at]);

    /// <summary>
    /// Orders what one scan found, and drops the unproven that shares bytes with the proven: a valid token inside a string
    /// that happens to have a second reading is one secret.
    /// </summary>
    private static void Tidy(List<Match> matches, int from)
    {
        var found = matches.GetRange(from, matches.Count - from);
        matches.RemoveRange(from, found.Count);
        found.Sort(static (a, b) => (a.Start, a.Length).CompareTo((b.Start, b.Length)) is var order and not 0 ? order : string.CompareOrdinal(a.Rule.Id, b.Rule.Id));
        var provenEnd = -1;
        for (var i = 0; i < found.Count; i++)
        {
            var match = found[i];
            var repeated = i > 0 && found[i - 1] == match;
            var covered = match.Confidence != Confidence.Proven && (match.Start < provenEnd || NextProvenStartsBefore(found, i, match.Start + match.Length))
                || match.Rule.Check is null && OverlapsChecked(found, i);
            if (!repeated && !covered)
            {
                matches.Add(match);
            }

            provenEnd = match.Confidence == Confidence.Proven ? Math.Max(provenEnd, match.Start + match.Length) : provenEnd;
        }
    }

    /// <summary>A rule that has a check knows its secret better than one that only knows a name beside it.</summary>
    private static bool OverlapsChecked(List<Match> found, int at)
    {
        var match = found[at];
        var before = at - 1;
        while (before >= 0 && found[before].Rule.Check is null && found[before].Start > match.Start - Longest)
        {
            before--;
        }

        var after = found.FindIndex(at, Math.Min(Longest, found.Count - at), other => other.Rule.Check is not null || other.Start >= match.Start + match.Length);
        return before >= 0 && found[before].Rule.Check is not null && found[before].Start + found[before].Length > match.Start
            || after >= 0 && found[after].Start < match.Start + match.Length;
    }

    private static bool NextProvenStartsBefore(List<Match> found, int from, int end)
    {
        for (var i = from + 1; i < found.Count && found[i].Start < end; i++)
        {
            if (found[i].Confidence == Confidence.Proven)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class RunRules(Run run, Rule[] rules)
    {
        public RunSearch Search { get; } = new(new ByteClass(Sample.Expand(run.Alphabet)), run.Length);

        public ByteClass Ends { get; } = new(Sample.Expand(run.Ends));

        public int Length { get; } = run.Length;

        public Rule[] Rules { get; } = rules;
    }

    private readonly record struct Candidates(Scanner Scanner, List<Match> Matches);
}
