using PatScan.Content;
using PatScan.Context;
using PatScan.Decoding;
using PatScan.Detection;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>One thread's end of a scan: takes content, scans it, keeps what was found.</summary>
internal sealed partial class Worker : IContentSink
{
    private readonly DecodingScanner scanner;
    private readonly Appraiser appraiser;
    private readonly ScanProgress progress;
    private readonly CancellationToken cancellation;
    private readonly List<Match> matches = [];

    /// <summary>
    /// How far around a match the bytes can have a say in it: a proven match as far away as this takes the place of an
    /// unproven one that it overlaps, and that may be as long as this again; encoded, all of that is longer; and the text
    /// around a match says what it is worth.
    /// </summary>
    private readonly int reach;

    private readonly int windowSize;
    private byte[] window = [];

    private readonly WorkQueue? queue;

    public Worker(RuleSet rules, ScanOptions options, ScanProgress progress, CancellationToken cancellation, WorkQueue? queue = null)
    {
        this.queue = queue;
        scanner = new DecodingScanner(rules, options.Limits);
        appraiser = new Appraiser(options.AllowComments, options.Repository);
        reach = ReachOf(scanner);
        windowSize = Math.Max(options.Limits.Window, 4 * reach);
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>The smallest window that holds a match with everything that has a say in it, and as much again to move on.</summary>
    internal static int SmallestWindow(RuleSet rules, Limits limits) => 4 * ReachOf(new DecodingScanner(rules, limits));

    private static int ReachOf(DecodingScanner scanner) => scanner.Reach + TextLayer.Reach + Surroundings.Reach;

    public Collected Collected { get; } = new();

    public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key)
    {
        progress.AddContent();
        progress.AddBytes(bytes.Length);
        scanner.Scan(bytes, 0, matches);
        if (matches.Count > 0)
        {
            Keep(bytes, default, 0, long.MaxValue, source.Describe(key));
        }
    }

    public void Later(IUnit unit)
    {
        if (queue is null)
        {
            unit.Read(this, cancellation);
        }
        else
        {
            queue.Add(unit);
        }
    }

    public void NotScanned(NotScanned gap) => Collected.Add(gap);

    /// <summary>
    /// Keeps the matches that start in the content's bytes [<paramref name="from"/>, <paramref name="to"/>);
    /// <paramref name="position"/> stands at the first of <paramref name="bytes"/>. Matches come ordered by start.
    /// </summary>
    private void Keep(ReadOnlySpan<byte> bytes, TextPosition position, long from, long to, Origin origin)
    {
        var first = position.Offset;
        foreach (var match in matches)
        {
            if (first + match.Start < from || first + match.Start >= to)
            {
                continue;
            }

            position.Advance(bytes[(int)(position.Offset - first)..match.Start]);
            var end = position;
            end.Advance(bytes.Slice(match.Start, match.Length));
            var region = new Region(first + match.Start, match.Length, position.Line, position.Column, end.Line, end.Column);
            if (match.Decoded is { } decoded)
            {
                Keep(match, decoded.Secret, Layers(bytes, match, decoded), new Place(origin, region) { Decodings = decoded.Path });
            }
            else
            {
                Keep(match, bytes.Slice(match.Start, match.Length), TextLayer.Of(bytes, match.Start, match.Length), new Place(origin, region));
            }
        }

        matches.Clear();
    }

    /// <summary>The texts that an encoded secret stands in, innermost first: only in that one does it stand plainly.</summary>
    private static TextLayer Layers(ReadOnlySpan<byte> bytes, Match match, Decoded decoded)
    {
        var layer = TextLayer.OfEncoded(bytes, match.Start, match.Length);
        for (var i = 0; i < decoded.Layers.Count; i++)
        {
            var text = decoded.Layers[i];
            layer = i == decoded.Layers.Count - 1 ? TextLayer.Of(text.Bytes, text.Start, text.Length, layer) : TextLayer.OfEncoded(text.Bytes, text.Start, text.Length, layer);
        }

        return layer;
    }

    /// <summary>Keeps a match at <paramref name="place"/> if the text around it does not show it to be nothing.</summary>
    private void Keep(Match match, ReadOnlySpan<byte> secret, TextLayer layer, Place place)
    {
        if (appraiser.Of(match.Rule, match.Confidence, secret, layer, place.Origin) is { } appraisal)
        {
            Collected.Add(match.Rule, new Secret(secret), place with { Confidence = appraisal.Confidence, Context = appraisal.Context, Silence = appraisal.Silence });
            progress.AddMatches(1);
        }
    }
}
