using System.Text;
using System.Text.RegularExpressions;
using PatScan.Decoding;
using PatScan.Detection;
using PatScan.Rules;
using Match = PatScan.Detection.Match;

namespace PatScan.Tests.Decoding;

/// <summary>
/// The slow twin of <see cref="DecodingScanner"/>: decodes everything that has the form of an encoding, in every way that it
/// can be read, whether or not anything comes of it. No masks, no windows, no bookkeeping of what was done.
/// </summary>
internal sealed class SlowDecoding(RuleSet rules, int depth)
{
    private const string Break = @"[ \t]{0,128}(?:\\?\r?\n|\\{1,8}[nr](?:\\{1,8}[nr])?)[ \t]{0,128}";
    private static readonly Regex Base64Run = new($"(?:(?<=\\\\)[nrt])?([A-Za-z0-9+/_-]+(?:{Break}[A-Za-z0-9+/_-]+)*)", RegexOptions.CultureInvariant);
    private static readonly Regex HexRun = new($"[A-Fa-f0-9]+(?:{Break}[A-Fa-f0-9]+)*", RegexOptions.CultureInvariant);
    private static readonly Regex OneBreak = new(Break, RegexOptions.CultureInvariant);
    private static readonly Regex Words = new(@"[-A-Za-z0-9_.~=+/:@%&#;\\{}$!?*]+", RegexOptions.CultureInvariant);

    private readonly Scanner scanner = new(rules);

    /// <summary>A byte of decoded text, and the bytes of the whole that it was made from.</summary>
    private readonly record struct Unit(byte Value, int Start, int End);

    public List<Match> Scan(byte[] bytes)
    {
        var found = new List<Match>();
        Scan([.. bytes.Select((value, i) => new Unit(value, i, i + 1))], [], found);
        MatchMerge.Merge(found, 0);
        return found;
    }

    private void Scan(Unit[] units, string[] path, List<Match> found)
    {
        var bytes = units.Select(unit => unit.Value).ToArray();
        var matches = new List<Match>();
        scanner.Scan(bytes, matches);
        found.AddRange(matches.Select(match =>
        {
            var start = units[match.Start].Start;
            var end = units[match.Start + match.Length - 1].End;
            var secret = bytes[match.Start..(match.Start + match.Length)];
            return new Match(match.Rule, start, end - start, match.Confidence, path.Length == 0 ? null : new Decoded(secret, path, []));
        }));
        if (path.Length == depth)
        {
            return;
        }

        foreach (var (name, layer) in Layers(units, Encoding.Latin1.GetString(bytes)).Where(layer => layer.Text.Length >= Layer.Shortest))
        {
            Scan(layer, [.. path, name], found);
        }
    }

    private static IEnumerable<(string Name, Unit[] Text)> Layers(Unit[] units, string text) =>
    [
        .. Base64Run.Matches(text).SelectMany(run => Unpack(units, text, run.Groups[1], Symbols.Base64, 6)).Select(layer => ("base64", layer)),
        .. HexRun.Matches(text).SelectMany(run => Unpack(units, text, run, Symbols.Hex, 4)).Select(layer => ("hex", layer)),
        .. Utf16(units),
        .. Words.Matches(text).SelectMany(word => Unescape(units, word, EscapeSyntax.Percent)),
        .. Words.Matches(text).SelectMany(word => Unescape(units, word, EscapeSyntax.Backslash)),
        .. Words.Matches(text).SelectMany(word => Unescape(units, word, EscapeSyntax.Entity)),
    ];

    private static IEnumerable<Unit[]> Unpack(Unit[] units, string text, Capture run, byte[] values, int bits)
    {
        var breaks = OneBreak.Matches(run.Value).SelectMany(match => Enumerable.Range(run.Index + match.Index, match.Length)).ToHashSet();
        var symbols = Enumerable.Range(run.Index, run.Length).Where(i => !breaks.Contains(i)).Select(i => units[i]).ToArray();
        for (var skip = 0; skip < (bits == 6 ? 4 : 2); skip++)
        {
            var rest = symbols.Skip(skip).ToArray();
            var decoded = Enumerable.Range(0, rest.Length * bits / 8).Select(i =>
            {
                var value = 0;
                for (var bit = 8 * i; bit < (8 * i) + 8; bit++)
                {
                    value = (value << 1) | (values[rest[bit / bits].Value] >> (bits - 1 - (bit % bits)) & 1);
                }

                return new Unit((byte)value, rest[8 * i / bits].Start, rest[((8 * i) + 7) / bits].End);
            });
            foreach (var piece in Split(decoded))
            {
                yield return piece;
            }
        }
    }

    private static IEnumerable<Unit[]> Split(IEnumerable<Unit> units)
    {
        var piece = new List<Unit>();
        foreach (var unit in units)
        {
            if (Symbols.IsTextOrZero(unit.Value))
            {
                piece.Add(unit);
                continue;
            }

            yield return [.. piece];
            piece.Clear();
        }

        yield return [.. piece];
    }

    private static IEnumerable<(string, Unit[])> Utf16(Unit[] units)
    {
        for (var parity = 0; parity < 2; parity++)
        {
            for (var at = parity; at + 1 < units.Length; at += 2)
            {
                var start = at;
                while (at + 1 < units.Length && Symbols.IsText(units[at].Value) && units[at + 1].Value == 0)
                {
                    at += 2;
                }

                if (at == start)
                {
                    continue;
                }

                var afterZero = start > 0 && units[start - 1].Value == 0;
                var last = at < units.Length && Symbols.IsText(units[at].Value) ? at : -1;
                var isCut = last >= 0 && at + 1 == units.Length;
                var isBig = afterZero ? (last >= 0 && !isCut) || parity == 1 : last >= 0 && !isCut && parity == 1;
                var shift = isBig ? 1 : 0;
                var letters = Enumerable.Range(0, (at - start) / 2).Select(i => start + (2 * i));
                yield return (isBig ? "utf-16be" : "utf-16le",
                [
                    .. letters.Select(i => new Unit(units[i].Value, units[Math.Max(i - shift, 0)].Start, units[i - shift + 1].End)),
                    .. last < 0 ? [] : new[] { new Unit(units[last].Value, units[last - shift].Start, units[last].End) },
                ]);
            }
        }
    }

    private static IEnumerable<(string, Unit[])> Unescape(Unit[] units, Capture word, EscapeSyntax syntax)
    {
        var bytes = units.Select(unit => unit.Value).ToArray();
        var piece = new List<Unit>();
        var escapes = 0;
        for (var i = word.Index; i < word.Index + word.Length;)
        {
            if (bytes[i] != syntax.Start)
            {
                piece.Add(units[i++]);
            }
            else if (syntax.TryRead(bytes, i, out var length, out var value))
            {
                piece.Add(new Unit(value, units[i].Start, units[i + length - 1].End));
                escapes += EscapeSyntax.IsWord(value) ? 1 : 0;
                i += length;
            }
            else
            {
                if (escapes > 0)
                {
                    yield return (syntax.Name, [.. piece]);
                }

                piece.Clear();
                escapes = 0;
                i++;
            }
        }

        if (escapes > 0)
        {
            yield return (syntax.Name, [.. piece]);
        }
    }
}
