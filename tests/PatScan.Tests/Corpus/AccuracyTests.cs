using System.Text;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;

namespace PatScan.Tests.Corpus;

/// <summary>The gate: every token of the corpus is proven, and nothing else is.</summary>
public class AccuracyTests
{
    private const int Least = 20_000;

    [Fact]
    public void Every_valid_token_is_proven_and_nothing_else()
    {
        var accuracy = Accuracy.Measure(Positives.Make(1), Tokens.Rules);
        Assert.True(accuracy.Total.Samples >= Least);
        AssertNone(accuracy, row => row.Missed, "missed");
        AssertNone(accuracy, row => row.False, "false");
    }

    [Fact]
    public void Nothing_that_only_looks_like_a_token_is_proven_or_held_surer_than_its_kind_allows()
    {
        var accuracy = Accuracy.Measure(Negatives.Make(2), Tokens.Rules);
        Assert.True(accuracy.Total.Samples >= Least);
        AssertNone(accuracy, row => row.False, "false");
        AssertNone(accuracy, row => row.TooSure, "too sure");
    }

    /// <summary>
    /// Windows end and start at multiples of a quarter of the smallest one. Around each of those stand tokens back to back, and
    /// the whole is moved on by one byte each time: each byte of a token meets each edge.
    /// </summary>
    [Fact]
    public void No_token_is_missed_at_any_edge_of_a_window()
    {
        // Without decoding the smallest window is smaller; windows over encoded text have tests of their own.
        var plain = new Limits { Window = 0, DecodeDepth = 0 };
        var quarter = Worker.SmallestWindow(Tokens.Rules, plain) / 4;
        var random = new Seeded(3);
        var tokens = new List<string>();
        var text = new StringBuilder();
        for (var edge = 1; edge <= 9; edge++)
        {
            text.Append(' ', (edge * quarter) - 450 - text.Length);
            while (text.Length < (edge * quarter) + 350)
            {
                tokens.Add(random.Pick(TokenOracle.Kinds).Make(random));
                text.Append(tokens[^1]).Append(random.Pick([",", "\n", "\\n", " "]));
            }
        }

        for (var shift = 0; shift <= 88; shift++)
        {
            var worker = new Worker(Tokens.Rules, new ScanOptions { Limits = plain }, new ScanProgress(), CancellationToken.None);
            worker.Content(new Bytes(Encoding.ASCII.GetBytes(new string('.', shift) + text)), new Origins(), 0);
            var found = worker.Collected.Findings().Where(finding => finding.Confidence == Confidence.Proven).Select(finding => Encoding.ASCII.GetString(finding.Secret.Reveal()));
            Assert.Equal(tokens.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>What another maker of tokens, bit by bit from the formats, holds for valid, the rules must too, and the other way round.</summary>
    [Fact]
    public void The_rules_make_what_the_oracle_would()
    {
        var random = new Seeded(5);
        foreach (var (_, id, make) in TokenOracle.Kinds)
        {
            var rule = Tokens.Rules.Rules.First(rule => rule.Id == id);
            for (var i = 0; i < 200; i++)
            {
                Assert.True(rule.Check!.Holds(Encoding.ASCII.GetBytes(make(random))));
            }
        }
    }

    private static void AssertNone(Accuracy accuracy, Func<Accuracy.Row, int> count, string what) =>
        Assert.Equal([], accuracy.Rows.Where(pair => count(pair.Row) > 0).Select(pair => $"{pair.Class}: {count(pair.Row)} {what}"));

    private sealed class Origins : IOriginProvider
    {
        public Origin Describe(long key) => new(OriginKind.File, "file");
    }

    private sealed class Bytes(byte[] bytes) : IByteReader
    {
        private int at;

        public int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
