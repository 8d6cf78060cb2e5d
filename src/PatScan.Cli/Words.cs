using PatScan.Context;
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

    public static string Word(this PlaceKind kind) => kind switch
    {
        PlaceKind.Url => "url",
        PlaceKind.Header => "header",
        PlaceKind.Feed => "feed credential",
        PlaceKind.Command => "command",
        PlaceKind.Assignment => "assignment",
        PlaceKind.Log => "log",
        _ => "unknown",
    };

    /// <summary>What silenced something, and the reason given.</summary>
    public static string Describe(this Silence silence) => silence.By == SilencedBy.Comment ? $"patscan:allow, {silence.Reason}" : silence.Reason;

    /// <exception cref="UserError">It is none of the three.</exception>
    public static Confidence ParseConfidence(string option, string word) => word switch
    {
        "proven" => Confidence.Proven,
        "likely" => Confidence.Likely,
        "possible" => Confidence.Possible,
        _ => throw Messages.UnknownConfidence(option, word),
    };
}
