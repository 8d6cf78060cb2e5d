using PatScan.Content;
using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Decoding;

/// <summary>
/// A <see cref="Scanner"/> that also sees through encodings, several deep. What looks encoded by its shape is decoded,
/// scanned, and looked through for what is encoded in turn; matches are reported where the encoded secret stands. Nothing
/// here depends on the rules, so a new rule is found in every encoding, and more rules do not make it slower.
/// </summary>
internal sealed class DecodingScanner
{
    // What stands around a secret is read for its meaning later, when the decoded text is gone.
    private const int KeptAround = 1024;

    private readonly Scanner scanner;
    private readonly Layer[] layers;
    private readonly List<Match> inner = [];
    private List<Match> found = [];

    public DecodingScanner(RuleSet rules, Limits limits)
    {
        scanner = new Scanner(rules);
        var ruleReach = (2 * rules.MaxLength) + Scanner.Context;
        Reach = limits.DecodeDepth == 0 ? ruleReach : Math.Max(limits.EncodedReach, 4 * ruleReach);
        layers = [.. Enumerable.Range(0, limits.DecodeDepth).Select(depth => new Layer(this, depth, Reach))];
    }

    /// <summary>How far around a match, encoded or not, the bytes can have a say in it.</summary>
    public int Reach { get; }

    /// <summary>
    /// Appends the matches in <paramref name="bytes"/> to <paramref name="matches"/>, ordered by start, then by rule.
    /// <paramref name="offset"/> bytes of the content lie before them.
    /// </summary>
    public void Scan(ReadOnlySpan<byte> bytes, long offset, List<Match> matches)
    {
        var before = matches.Count;
        scanner.Scan(bytes, matches);
        if (layers.Length == 0)
        {
            return;
        }

        var plain = matches.Count;
        found = matches;
        Exploration.Run(bytes, layers[0], offset);
        if (matches.Count > plain)
        {
            MatchMerge.Merge(matches, before);
        }
    }

    /// <summary>Scans a decoded text, and what is encoded in it.</summary>
    public void Take(Layer layer)
    {
        scanner.Scan(layer.Text, inner);
        foreach (var match in inner)
        {
            Keep(layer, match);
        }

        inner.Clear();
        if (layer.Depth + 1 < layers.Length)
        {
            Exploration.Run(layer.Text, layers[layer.Depth + 1], layer.Offset);
        }
    }

    private void Keep(Layer layer, Match match)
    {
        var start = match.Start;
        var end = start + match.Length;
        var texts = new DecodedText[layer.Depth + 1];
        for (var depth = layer.Depth; depth >= 0; depth--)
        {
            texts[depth] = Around(layers[depth].Text, start, end);
            if (!layers[depth].TryLocate(ref start, ref end))
            {
                return;
            }
        }

        string[] path = [.. layers.Take(layer.Depth + 1).Select(made => made.Name)];
        var secret = layer.Text.Slice(match.Start, match.Length).ToArray();
        found.Add(new Match(match.Rule, start, end - start, match.Confidence, new Decoded(secret, path, texts)));
    }

    private static DecodedText Around(ReadOnlySpan<byte> text, int start, int end)
    {
        var from = Math.Max(0, start - KeptAround);
        return new DecodedText(text[from..Math.Min(text.Length, end + KeptAround)].ToArray(), start - from, end - start);
    }
}
