using CsCheck;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Scanning;

namespace PatScan.Tests.Scanning;

/// <summary>Content that goes through windows must give what it gives in one piece, wherever the windows are cut.</summary>
public class WindowTests
{
    // Without decoding the smallest window is smaller. Windows over encoded text have tests of their own.
    private static readonly Limits Plain = new() { DecodeDepth = 0 };

    [Fact]
    public void A_token_at_every_offset_around_a_window_edge_is_found_once_with_its_place()
    {
        // Two windows of the smallest size: 4 reaches, of which the second starts 2 before the end of the first.
        var window = Worker.SmallestWindow(Tokens.Rules, Plain);
        foreach (var id in new[] { "PS101", "PS102" })
        {
            var token = Tokens.Valid(id);
            for (var at = window / 2; at < window + 300; at += 3)
            {
                var text = new byte[window + 1000];
                text.AsSpan().Fill((byte)'-');
                text.AsSpan(0, at).Fill((byte)'\n');
                token.CopyTo(text, at);
                var place = Assert.Single(Assert.Single(Streamed(text, 0)).Places);
                Assert.Equal(new Region(at, token.Length, at + 1, 1, at + 1, token.Length + 1), place.Region);
            }
        }
    }

    [Fact]
    public void Streamed_content_gives_the_same_findings_as_content_in_one_piece() =>
        Texts.Sample(text => Assert.Equal(Describe(Whole(text)), Describe(Streamed(text, 0))), iter: 150, seed: "0000KOIXfGV4", threads: 1);

    private static readonly Gen<byte[]> Texts = Gen.OneOf(
        Gen.Select(Gen.Int[0, 2], Gen.ULong[0, 3]).Select((rule, seed) => Tokens.Valid($"PS10{rule + 1}", seed)),
        Gen.Select(Gen.Int[0, 1], Gen.ULong[0, 3]).Select((rule, seed) => Tokens.Damaged($"PS10{rule + 1}", seed)),
        Gen.Char["abcdefghijklmnopqrstuvwxyz234567"].Array[0, 300].Select(c => c.Select(x => (byte)x).ToArray()),
        Gen.Char["a \n\té\U0001F600"[..5]].Array[0, 400].Select(c => System.Text.Encoding.UTF8.GetBytes(c)),
        Gen.Int[1, 3].Select(i => i == 1 ? "\uFEFF"u8.ToArray() : i == 2 ? "\U0001F600"u8.ToArray() : "\r\n"u8.ToArray())).Array[40, 250].Select(parts => parts.SelectMany(part => part).ToArray());

    private static string[] Describe(IReadOnlyList<Finding> findings) =>
        [.. findings.SelectMany(finding => finding.Places.Select(place => $"{finding.Rule.Id} {finding.Confidence} {finding.Secret.Fingerprint} {place.Region}"))];

    private static IReadOnlyList<Finding> Whole(byte[] text)
    {
        var worker = new Worker(Tokens.Rules, new ScanOptions { Limits = Plain }, new ScanProgress(), CancellationToken.None);
        worker.Content(text, new Origins(), 0);
        return worker.Collected.Findings();
    }

    // The smallest window that a worker takes.
    private static IReadOnlyList<Finding> Streamed(byte[] text, int window)
    {
        var worker = new Worker(Tokens.Rules, new ScanOptions { Limits = Plain with { Window = window } }, new ScanProgress(), CancellationToken.None);
        worker.Content(new Trickle(text), new Origins(), 0);
        return worker.Collected.Findings();
    }

    private sealed class Origins : IOriginProvider
    {
        public Origin Describe(long key) => new(OriginKind.File, "file");
    }

    /// <summary>Gives a few bytes at a time, as pipes do.</summary>
    private sealed class Trickle(byte[] text) : IByteReader
    {
        private int at;

        public int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 97), text.Length - at);
            text.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
