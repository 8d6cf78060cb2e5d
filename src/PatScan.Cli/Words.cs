using PatScan.Rules;

namespace PatScan.Cli;

/// <summary>The three words for confidence, the same on the command line, on the console and in reports.</summary>
internal static class Words
{
    public static string Word(this Confidence confidence) => confidence switch
    {
        Confidence.Proven => "proven",
        Confidence.Likely => "likely",
        _ => "possible",
    };

    /// <exception cref="UserError">It is none of the three.</exception>
    public static Confidence ParseConfidence(string option, string word) => word switch
    {
        "proven" => Confidence.Proven,
        "likely" => Confidence.Likely,
        "possible" => Confidence.Possible,
        _ => throw Messages.UnknownConfidence(option, word),
    };
}
