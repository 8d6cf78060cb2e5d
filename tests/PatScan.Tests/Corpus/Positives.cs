using System.Text;

namespace PatScan.Tests.Corpus;

/// <summary>Texts that hold a valid token: kinds × frames × neighbours plainly, and kinds × frames × wrappings.</summary>
internal static class Positives
{
    /// <summary>How many samples of each combination: 4 kinds × 42 frames × 18 neighbours × 7 are 21,168.</summary>
    private const int Rounds = 7;

    public static IEnumerable<Sample> Make(ulong seed)
    {
        var random = new Seeded(seed);
        return Plain(random).Concat(Wrapped(random)).Concat(Several(random));
    }

    private static IEnumerable<Sample> Plain(Seeded random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (kind, rule, make) in TokenOracle.Kinds)
            {
                foreach (var (frame, path, text) in Frames.Plain)
                {
                    foreach (var (_, before, after) in Neighbours.All)
                    {
                        var token = make(random);
                        byte[] inner = [.. before, .. Encoding.ASCII.GetBytes(token), .. after];
                        yield return new Sample($"{kind}: {frame}", Fill(text, inner, random), path, [(rule, token)]);
                    }
                }
            }
        }
    }

    private static IEnumerable<Sample> Wrapped(Seeded random)
    {
        foreach (var (kind, rule, make) in TokenOracle.Kinds)
        {
            foreach (var (_, path, text) in Frames.Plain)
            {
                foreach (var (name, apply) in Wrappings.OfToken.Where(wrapping => wrapping.Name != "plain" && Wrappings.Read.Contains(wrapping.Name)))
                {
                    var token = make(random);
                    yield return new Sample($"{kind}: as {name}", Fill(text, Encoding.ASCII.GetBytes(apply(token)), random), path, [(rule, token)]);
                }

                foreach (var (name, apply) in Wrappings.OfContent.Where(wrapping => wrapping.Name != "plain" && Wrappings.Read.Contains(wrapping.Name)))
                {
                    var token = make(random);
                    yield return new Sample($"{kind}: in {name}", apply(Fill(text, Encoding.ASCII.GetBytes(token), random)), path, [(rule, token)]);
                }
            }
        }
    }

    /// <summary>Two tokens with little or nothing between them: neither may hide the other.</summary>
    private static IEnumerable<Sample> Several(Seeded random)
    {
        foreach (var first in TokenOracle.Kinds)
        {
            foreach (var second in TokenOracle.Kinds)
            {
                foreach (var between in new[] { "", ",", "\n", "\\n", "\0", " and ", new string(' ', 300) })
                {
                    for (var i = 0; i < 5; i++)
                    {
                        var (a, b) = (first.Make(random), second.Make(random));
                        yield return new Sample("two tokens", Encoding.ASCII.GetBytes(a + between + b), "two.txt", [(first.Rule, a), (second.Rule, b)]);
                    }
                }
            }
        }
    }

    /// <summary>The frame with the token in it, after a random amount of other text, so that it stands at every alignment.</summary>
    private static byte[] Fill(string frame, byte[] inner, Seeded random)
    {
        var at = frame.IndexOf("{t}", StringComparison.Ordinal);
        var words = new string[] { "lorem ", "ipsum\n", "dolor: ", "sit = ", "{ amet }", "\"x\", ", "0x7f ", "// ", "日本 " };
        var lead = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Pick(words)));
        return [.. Encoding.UTF8.GetBytes(lead + "\n" + frame[..at]), .. inner, .. Encoding.UTF8.GetBytes(frame[(at + 3)..])];
    }
}
