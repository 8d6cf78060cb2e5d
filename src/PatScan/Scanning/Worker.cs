using PatScan.Content;
using PatScan.Decoding;
using PatScan.Detection;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>One thread's end of a scan: takes content, scans it, keeps what was found.</summary>
internal sealed partial class Worker : IContentSink
{
    private readonly DecodingScanner scanner;
    private readonly ScanProgress progress;
    private readonly CancellationToken cancellation;
    private readonly List<Match> matches = [];

    /// <summary>
    /// How far around a match the bytes can have a say in it: a proven match as far away as this takes the place of an
    /// unproven one that it overlaps, and that may be as long as this again. Encoded, all of that is longer.
    /// </summary>
    private readonly int reach;

    private readonly int windowSize;
    private byte[] window = [];

    public Worker(RuleSet rules, Limits limits, ScanProgress progress, CancellationToken cancellation)
    {
        scanner = new DecodingScanner(rules, limits);
        reach = scanner.Reach;
        windowSize = Math.Max(limits.Window, 4 * reach);
        this.progress = progress;
        this.cancellation = cancellation;
    }

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
            var secret = match.Decoded is { } decoded ? decoded.Secret : bytes.Slice(match.Start, match.Length);
            var place = new Place(origin, region) { Decodings = match.Decoded?.Path ?? [] };
            Collected.Add(match.Rule, new Secret(secret), match.Confidence, place);
            progress.AddMatches(1);
        }

        matches.Clear();
    }
}
