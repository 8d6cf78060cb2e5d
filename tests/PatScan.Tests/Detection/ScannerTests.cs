using System.Text;
using CsCheck;
using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Tests.Detection;

public class ScannerTests
{
    private static readonly Scanner Scanner = new(Tokens.Rules);
    private static readonly Lock Gate = new();

    public static TheoryData<string> RuleIds => ["PS101", "PS102", "PS103"];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void A_token_is_found_wherever_it_stands(string id)
    {
        var token = Tokens.Valid(id);
        foreach (var (before, after) in new[] { ("", ""), ("x = ", ""), ("", " end"), ("some text before ", " and after"), (new string('-', 500), new string('-', 500)) })
        {
            byte[] text = [.. Bytes(before), .. token, .. Bytes(after)];
            Assert.Equal([(id, before.Length, Confidence.Proven)], Found(text));
        }
    }

    [Theory]
    [InlineData("\\n", "\\n")]
    [InlineData("\\t", "\"")]
    [InlineData("%3A", "%40dev.azure.com")]
    [InlineData("\\x3a", "@")]
    [InlineData("\\u003a", "'")]
    [InlineData("\u001b[31m", "\u001b[0m")]
    [InlineData("_", "_")]
    [InlineData("Basic%20", ";")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [InlineData("ABCDEFghijkl0123456789", "ABCDEFghijkl0123456789")]
    [InlineData("\0", "\0")]
    public void A_token_is_found_glued_to_any_neighbour(string before, string after)
    {
        foreach (var id in RuleIds)
        {
            byte[] text = [.. Bytes(before), .. Tokens.Valid(id), .. Bytes(after)];
            Assert.Contains((id, before.Length, Confidence.Proven), Found(text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("\n")]
    public void Two_tokens_are_found_with_one_character_or_none_between_them(string between)
    {
        foreach (var first in RuleIds)
        {
            foreach (var second in RuleIds)
            {
                byte[] text = [.. Tokens.Valid(first, 1), .. Bytes(between), .. Tokens.Valid(second, 2)];
                var found = Found(text);
                Assert.Contains((first, 0, Confidence.Proven), found);
                Assert.Contains((second, Tokens.Valid(first).Length + between.Length, Confidence.Proven), found);
            }
        }
    }

    [Fact]
    public void A_token_with_a_wrong_checksum_is_possible_and_never_more()
    {
        Assert.Equal([("PS101", 0, Confidence.Possible)], Found(Tokens.Damaged("PS101")));
        Assert.Equal([("PS102", 0, Confidence.Possible)], Found(Tokens.Damaged("PS102")));
    }

    [Fact]
    public void Every_provider_and_platform_character_is_accepted()
    {
        foreach (var provider in new[] { "AAAS", "AAAE", "AAAA", "z9Z0" })
        {
            var token = Tokens.Valid("PS101");
            Bytes("zZ9aQ0xYwVuT" + provider).CopyTo(token, 60);
            Tokens.Rules.Rules.First(rule => rule.Id == "PS101").Check!.Complete(token);
            Assert.Equal([("PS101", 0, Confidence.Proven)], Found(token));
        }
    }

    [Theory]
    [InlineData("75")]
    [InlineData("77")]
    public void A_signature_in_the_wrong_place_is_nothing(string place)
    {
        var token = Encoding.ASCII.GetString(Tokens.Valid("PS101"));
        var moved = place == "75" ? token[..70] + token[71..80] + "A" + token[80..] : token[..70] + "A" + token[70..76] + token[76..];
        Assert.DoesNotContain(Found(Bytes(moved)), match => match.Confidence == Confidence.Proven);
        Assert.Empty(Found(Bytes(token.Replace("AZDO", "azdo", StringComparison.Ordinal))));
        Assert.Empty(Found(Bytes(token[..83])));
    }

    [Fact]
    public void What_only_looks_random_in_base_32_is_nothing()
    {
        Assert.Empty(Found(Bytes("0rvik0cjhpc5b9pcl5fjr1kkjvpr4rwfbyfs5wqkpzxwaiqmpcv4")));
        Assert.Empty(Found(Bytes("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")));
        Assert.Empty(Found(Bytes(string.Concat(Enumerable.Repeat("deadbeef", 6)) + "dead")));
        Assert.Empty(Found(Bytes(new string('a', 52))));
        Assert.Empty(Found(Bytes(new string('x', 84))));
    }

    [Fact]
    public void The_fast_scanner_finds_what_the_slow_one_finds_in_random_text() =>
        Gen.Select(Texts, Gen.Int[0, 40]).Sample((text, cut) => AssertSame(text.AsSpan(Math.Min(cut, text.Length))), iter: 3000, seed: "0000KOIXfGV4");

    [Fact]
    public void A_token_is_found_at_every_offset_of_every_block()
    {
        foreach (var id in RuleIds)
        {
            var token = Tokens.Valid(id);
            for (var length = token.Length; length < token.Length + 150; length++)
            {
                for (var at = 0; at + token.Length <= length; at += 7)
                {
                    var text = new byte[length];
                    text.AsSpan().Fill((byte)'#');
                    token.CopyTo(text, at);
                    Assert.Equal([(id, at, Confidence.Proven)], Found(text));
                }
            }
        }
    }

    /// <summary>Pieces that make trouble: tokens whole, damaged and cut, pieces of signatures, and runs of their alphabets.</summary>
    private static readonly Gen<byte[]> Texts = Gen.OneOf(
        Gen.Select(OneOf("PS101", "PS102", "PS103"), Gen.ULong[0, 50]).Select((id, seed) => Tokens.Valid(id, seed)),
        Gen.Select(OneOf("PS101", "PS102"), Gen.ULong[0, 50]).Select((id, seed) => Tokens.Damaged(id, seed)),
        Gen.Select(OneOf("PS101", "PS102", "PS103"), Gen.Int[0, 83]).Select((id, cut) => Tokens.Valid(id)[..Math.Min(cut, 51)]),
        OneOf("JQQJ9", "JQQJ", "QQJ", "AZDO", "JQQJ99", "\n", ",", " ", "\\n", "%3A", "é", "\0").Select(Bytes),
        Gen.Char["abcdefghijklmnopqrstuvwxyz234567"].Array[0, 120].Select(c => Bytes(new string(c))),
        Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"].Array[0, 120].Select(c => Bytes(new string(c))),
        Gen.Byte.Array[0, 60]).Array[0, 8].Select(parts => parts.SelectMany(part => part).ToArray());

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void AssertSame(ReadOnlySpan<byte> text)
    {
        var expected = SlowScanner.Scan(Tokens.Rules, text).Select(Key).Order().ToArray();
        Assert.Equal(expected, Found(text).Order());
    }

    private static (string Rule, int Start, Confidence Confidence)[] Found(ReadOnlySpan<byte> text)
    {
        var matches = new List<Match>();
        lock (Gate)
        {
            Scanner.Scan(text, matches);
        }

        return [.. matches.Select(Key)];
    }

    private static (string Rule, int Start, Confidence Confidence) Key(Match match) => (match.Rule.Id, match.Start, match.Confidence);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
