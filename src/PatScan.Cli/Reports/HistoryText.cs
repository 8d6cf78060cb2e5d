using System.Globalization;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>History in the words of the console and the reports.</summary>
internal static class HistoryText
{
    private const int ShortId = 10;

    public static string Short(string id) => id[..Math.Min(ShortId, id.Length)];

    public static string Date(CommitSummary commit) => commit.Committer.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unknown date";

    /// <summary>A ref as people say it: <c>main</c>, <c>origin/main</c>, <c>tag v1</c>.</summary>
    public static string Ref(string name) =>
        name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..]
        : name.StartsWith("refs/remotes/", StringComparison.Ordinal) ? name["refs/remotes/".Length..]
        : name.StartsWith("refs/tags/", StringComparison.Ordinal) ? "tag " + name["refs/tags/".Length..]
        : name;

    /// <summary>Whether a secret is still there: "still in main", "only in history, removed by …".</summary>
    public static string State(SecretHistory history) => history.Presence switch
    {
        Presence.InTip => $"still in {string.Join(", ", history.Refs.Take(3).Select(Ref))}{(history.Refs.Count > 3 ? $" and {history.Refs.Count - 3} more" : "")}",
        Presence.HistoryOnly => history.Removed is { } removed ? $"only in history, removed by {Short(removed.Id)} {Date(removed)}" : "only in history",
        Presence.StashOnly => "only in a stash",
        Presence.ReflogOnly => "only in a reflog",
        Presence.IndexOnly => "only staged",
        _ => "unreachable, but still stored",
    };

    /// <summary>The word for a presence in JSON and SARIF.</summary>
    public static string Word(Presence presence) => presence switch
    {
        Presence.InTip => "in-tip",
        Presence.HistoryOnly => "history",
        Presence.StashOnly => "stash",
        Presence.ReflogOnly => "reflog",
        Presence.IndexOnly => "index",
        _ => "unreachable",
    };

    /// <summary>The command with which a person sees a place.</summary>
    public static string Command(Place place) => (place.Origin.Kind, place.History?.Introduced) switch
    {
        (OriginKind.Commit, _) => $"git show -s {Short(place.Origin.ObjectId!)}",
        (OriginKind.Blob, { } commit) when place.Origin.Path.Length > 0 => $"git show {Short(commit.Id)}:{Quoted(place.Origin.Path)}",
        _ => $"git cat-file -p {Short(place.Origin.ObjectId!)}",
    };

    // For a shell, since people paste it; a name with control characters is not worth pasting.
    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+@%:,=".Contains(c, StringComparison.Ordinal)) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
