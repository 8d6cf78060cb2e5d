using PatScan.Rules;
using PatScan.Tests.Corpus;

namespace PatScan.Benchmarks;

/// <summary>
/// Prints recall and precision for each class of the generated corpus:
/// <c>dotnet run -c Release --project tests/PatScan.Benchmarks -- accuracy [SEED]</c>.
/// </summary>
internal static class AccuracyTable
{
    /// <summary>0 when every token is proven and nothing else, else 1.</summary>
    public static int Print(ulong seed)
    {
        var rules = RuleSet.BuiltIn();
        var right = true;
        foreach (var (title, samples) in new[] { ("Valid tokens", Positives.Make(seed)), ("What only looks like one", Negatives.Make(seed + 1)) })
        {
            var accuracy = Accuracy.Measure(samples, rules);
            Console.WriteLine($"{title}, seed {seed}");
            foreach (var line in accuracy.Table())
            {
                Console.WriteLine(line);
            }

            Console.WriteLine();
            right &= accuracy.Total is { Missed: 0, False: 0, TooSure: 0 };
        }

        return right ? 0 : 1;
    }
}
