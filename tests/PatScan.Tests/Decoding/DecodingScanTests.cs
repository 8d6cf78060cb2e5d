using System.Text;
using CsCheck;
using PatScan.Content;
using PatScan.Decoding;
using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Tests.Decoding;

public class DecodingScanTests
{
    private static readonly RuleSet Rules = RuleSet.BuiltIn();

    public static TheoryData<string, string> Ways => new(
        from way in Encoders.All
        from rule in Rules.Rules
        select ($"{way.Name}, {way.How}", rule.Id));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_token_is_found_in_every_encoding(string way, string rule)
    {
        var encoder = Encoders.All.Single(encoder => $"{encoder.Name}, {encoder.How}" == way);
        for (var seed = 0; seed < 12; seed++)
        {
            var token = Token(rule, seed);
            var encoded = encoder.Encode(token);
            var text = $"{{ \"pad\": {new string(' ', IsUtf16(encoder.Name) ? 2 * seed : seed)}\"{encoded}\" }}";
            var match = Assert.Single(Scan(text));
            Assert.Equal(rule, match.Rule.Id);
            Assert.Equal(Confidence.Proven, match.Confidence);
            Assert.Equal(token, Encoding.Latin1.GetString(match.Decoded!.Secret));
            Assert.Equal([encoder.Name], match.Decoded.Path);
            Assert.Equal(text.IndexOf(encoded, StringComparison.Ordinal), match.Start);
            Assert.Equal(encoded.TrimEnd('=').Length, match.Length);
        }
    }

    [Fact]
    public void What_the_fast_way_finds_is_what_decoding_everything_finds() =>
        Gen.Select(Texts, Gen.Int[0, 3]).Sample(
            (text, depth) => Assert.Equal(Show(new SlowDecoding(Rules, depth).Scan(Bytes(text))), Show(Scan(text, depth))),
            iter: 3000,
            time: 0);

    [Fact]
    public void A_token_is_found_through_three_encodings_in_any_order() =>
        Gen.Select(Nested(1, 3), Gen.Int[0, 2]).Sample(
            (nested, padding) =>
            {
                var text = new string('.', padding) + nested.Text;
                Assert.Contains(Scan(text), match => Encoding.Latin1.GetString(match.Decoded!.Secret) == nested.Token && match.Confidence == Confidence.Proven);
            },
            iter: 4000);

    private static bool IsUtf16(string name) => name.StartsWith("utf-16", StringComparison.Ordinal);

    internal static Gen<string> Texts => Gen.OneOf(
        Gen.Select(Gen.OneOf(Nested(0, 3).Select(nested => nested.Text), Noise).Array[1, 6], OneOf("", " ", "\n", "/", "x", "\\n", "\"", "\0", "="))
            .Select((parts, between) => string.Join(between, parts)),
        Noise);

    internal static Gen<(string Text, string Token)> Nested(int least, int most) =>
        Gen.Select(
            Gen.Int[0, Rules.Rules.Count - 1],
            Gen.Int[0, 1000],
            Gen.Select(Gen.Int[0, Encoders.All.Length - 1], Around, Around).Array[least, most].Where(IsSensible))
        .Select((rule, seed, ways) =>
        {
            var token = Token(Rules.Rules[rule].Id, seed);
            return (ways.Aggregate(token, (text, way) => Encoders.All[way.Item1].Encode(way.Item2 + text + way.Item3)), token);
        });

    /// <summary>Nobody writes UTF-16 of UTF-16.</summary>
    private static bool IsSensible((int Way, string, string)[] ways) =>
        !ways.Zip(ways.Skip(1)).Any(pair => IsUtf16(Encoders.All[pair.First.Way].Name) && IsUtf16(Encoders.All[pair.Second.Way].Name));

    private static Gen<string> Around => Gen.OneOf(
        Gen.Const(""),
        OneOf(":", "user:", "user@example.com:", "{\"a\":\"", "\n", "é", "\u0001\u0002", "password=", "Basic ", "0", "aB"));

    private static Gen<string> Noise => Gen.OneOf(
        Gen.String[Gen.Char["abcdefABCDEF0123456789+/-_=\\nrux%&#;\"\n \0"], 0, 120],
        Gen.Byte.Array[0, 80].Select(Encoding.Latin1.GetString),
        Gen.Byte.Array[0, 90].Select(Convert.ToBase64String),
        Gen.Byte.Array[0, 60].Select(Convert.ToHexStringLower),
        Gen.String[Gen.Char["abc xyz.,"], 0, 90].Select(text => Encoders.Wrap(Encoders.Base64(text), 24, "\n")),
        Gen.Const("The quick brown fox jumps over a path/to/some_rather-long_name.txt\n"));

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    internal static string Token(string rule, int seed) => Encoding.Latin1.GetString(Rules.Rules.Single(known => known.Id == rule).MakeSecret((ulong)seed)!);

    internal static List<Match> Scan(string text, int depth = 3)
    {
        var matches = new List<Match>();
        new DecodingScanner(Rules, new Limits { DecodeDepth = depth }).Scan(Bytes(text), 0, matches);
        return matches;
    }

    internal static string Show(IEnumerable<Match> matches) => string.Join('\n', matches.Select(match =>
        $"{match.Rule.Id} {match.Confidence} {match.Start}+{match.Length} {string.Join('>', match.Decoded?.Path ?? [])} {Convert.ToHexString(match.Decoded?.Secret ?? [])}"));

    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
