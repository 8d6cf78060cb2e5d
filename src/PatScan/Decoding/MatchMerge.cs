using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Decoding;

/// <summary>
/// Puts the matches of all layers in order and leaves one for each occurrence: the same secret seen through several paths
/// counts on the most direct one, and what is unproven gives way to what is proven in the same place.
/// </summary>
internal static class MatchMerge
{
    public static void Merge(List<Match> matches, int from)
    {
        var found = matches.GetRange(from, matches.Count - from);
        matches.RemoveRange(from, found.Count);
        found.Sort(Compare);
        var longest = found.Max(match => match.Length);
        for (var i = 0; i < found.Count; i++)
        {
            if (!GivesWay(found, i, longest))
            {
                matches.Add(found[i]);
            }
        }
    }

    private static bool GivesWay(List<Match> found, int index, int longest)
    {
        var match = found[index];
        for (var i = index - 1; i >= 0 && found[i].Start + longest > match.Start; i--)
        {
            if (Yields(match, found[i]))
            {
                return true;
            }
        }

        for (var i = index + 1; i < found.Count && found[i].Start < match.Start + match.Length; i++)
        {
            if (Yields(match, found[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Yields(Match match, Match other)
    {
        // Neighbours may share the one character that both have bits in.
        var shared = Math.Min(match.Start + match.Length, other.Start + other.Length) - Math.Max(match.Start, other.Start);
        if (shared * 2 <= Math.Min(match.Length, other.Length))
        {
            return false;
        }

        var (depth, otherDepth) = (Depth(match), Depth(other));
        if (match.Rule == other.Rule && Same(match, other))
        {
            return otherDepth < depth || (otherDepth == depth && Compare(other, match) < 0);
        }

        return depth != otherDepth && match.Confidence != Confidence.Proven && other.Confidence == Confidence.Proven;
    }

    /// <summary>Of two that share most of their place and are of one rule, only the length of a plain one can differ.</summary>
    private static bool Same(Match match, Match other) =>
        match.Decoded is { } one && other.Decoded is { } two ? one.Secret.AsSpan().SequenceEqual(two.Secret)
        : match.Decoded is null && other.Decoded is null ? match.Start == other.Start && match.Length == other.Length
        : (match.Decoded ?? other.Decoded)!.Secret.Length == (match.Decoded is null ? match.Length : other.Length);

    private static int Depth(Match match) => match.Decoded?.Path.Count ?? 0;

    private static int Compare(Match a, Match b)
    {
        var order = a.Start.CompareTo(b.Start);
        order = order != 0 ? order : string.CompareOrdinal(a.Rule.Id, b.Rule.Id);
        order = order != 0 ? order : a.Length.CompareTo(b.Length);
        order = order != 0 ? order : Depth(a).CompareTo(Depth(b));
        order = order != 0 ? order : string.CompareOrdinal(Joined(a), Joined(b));
        return order != 0 ? order : a.Confidence.CompareTo(b.Confidence);
    }

    private static string Joined(Match match) => match.Decoded is null ? "" : string.Join(' ', match.Decoded.Path);
}
