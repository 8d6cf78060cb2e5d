using System.Text.RegularExpressions;

namespace PatScan.Context;

/// <summary>What a secret is where it stands, read from its line. The patterns see a few hundred characters at most,
/// and those that end at the secret are matched backwards from there.</summary>
internal static partial class KindReader
{
    private const int Longest = 400;

    public static PlaceKind Read(Surroundings surroundings, bool isInAddress, string path)
    {
        var before = surroundings.LineBefore;
        before = before[Math.Max(0, before.Length - Longest)..];
        var wider = surroundings.Text.AsSpan(Math.Max(0, surroundings.At - Longest)..surroundings.At);
        return FeedUrl().IsMatch(before) ? PlaceKind.Feed
            : isInAddress ? PlaceKind.Url
            : Header().IsMatch(before) ? PlaceKind.Header
            : IsLog(surroundings, path) ? PlaceKind.Log
            : FeedField().IsMatch(wider) || FeedName().IsMatch(before) ? PlaceKind.Feed
            : CommandBefore().IsMatch(before) || CommandAfter().IsMatch(surroundings.LineAfter) ? PlaceKind.Command
            : Assignment().IsMatch(wider) ? PlaceKind.Assignment
            : PlaceKind.Unknown;
    }

    private static bool IsLog(Surroundings surroundings, string path) =>
        LogLine().IsMatch(surroundings.LineBefore[..Math.Min(40, surroundings.LineBefore.Length)]) || path.EndsWith(".log", StringComparison.OrdinalIgnoreCase);

    // .npmrc: //host/path/:_password=
    [GeneratedRegex(":(_password|_authToken|_auth)[\"']?\\s*[=:]\\s*[\"']?$", RegexOptions.RightToLeft)]
    private static partial Regex FeedUrl();

    [GeneratedRegex("(authorization|x-api-key|private-token|x-[a-z-]{1,30}token)[\"']?\\s*[:=,]\\s*[\"']?\\s*((basic|bearer|token)(\\s+|%20))?[\"']?$|\\b(basic|bearer)(\\s+|%20)[\"']?$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Header();

    // A time stamp, or the marks of a pipeline's log, at the start of the line.
    [GeneratedRegex("^\\W{0,3}(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d|\\d\\d:\\d\\d:\\d\\d|##\\[|##vso\\[|\\[(trace|debug|info|warn|warning|error|command)\\]|(trace|debug|info|warn|error)\\b\\s*[:|])", RegexOptions.IgnoreCase)]
    private static partial Regex LogLine();

    [GeneratedRegex("ClearTextPassword[\"']\\s+value\\s*=\\s*[\"']$|endpointCredentials[^\\n]*[\"']password[\"']\\s*:\\s*[\"']$|[\"']endpoint[\"']\\s*:[^{}]*[\"']password[\"']\\s*:\\s*[\"']$|<server>[^$]*<password>\\s*$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex FeedField();

    [GeneratedRegex("(maven|nuget|npm|feed|artifacts|cargo_registr|packaging|twine|pypi|poetry|registry)\\w{0,40}[\"']?\\s*[:=]\\s*[\"']?$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex FeedName();

    [GeneratedRegex("(^|\\s)--?(token|password|pat|personal-access-token|apitoken|p|u|user)[ =][\"']?[^\\s\"':]{0,40}:?$|\\b(echo|printf|write-output)\\s+(-n\\s+)?[\"']?$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex CommandBefore();

    [GeneratedRegex("^[\"']?\\s*\\|\\s*(az|docker|nuget|gh|git|xargs|tee|pass)\\b")]
    private static partial Regex CommandAfter();

    // name = value, "name": "value", <name>value</name>, key="name" value="value", password value
    [GeneratedRegex("([\\w\\]\\)][\"'`]?[ \\t]*(:=|=>|[:=])\\s{0,20}[@$]?[\"'`]{0,3}|<[\\w:.-]{1,80}[^<>]{0,200}>\\s*|\\bpassword\\s+[\"']?)$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Assignment();
}
