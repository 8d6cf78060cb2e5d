using PatScan.Sources.Git;

namespace PatScan.Findings;

/// <summary>Where a secret came from and whether it is still there, over all the objects that hold it.</summary>
/// <param name="Introduced">The first commit that brought it in; null where no commit is known.</param>
/// <param name="Presence">The easiest way in which it can still be reached.</param>
/// <param name="Refs">The refs whose tips still hold it.</param>
/// <param name="Removed">The last commit that took it out; null while some tip holds it.</param>
public sealed record SecretHistory(CommitSummary? Introduced, Presence Presence, IReadOnlyList<string> Refs, CommitSummary? Removed)
{
    /// <summary>The history over all places; null when none has any.</summary>
    public static SecretHistory? Of(IReadOnlyList<Place> places)
    {
        var histories = places.Select(place => place.History).OfType<ObjectHistory>().ToList();
        if (histories.Count == 0)
        {
            return null;
        }

        var presence = histories.Min(history => history.Presence);
        return new SecretHistory(
            histories.Select(history => history.Introduced).OfType<CommitSummary>().OrderBy(commit => (uint)commit.Order).FirstOrDefault(),
            presence,
            [.. histories.SelectMany(history => history.Refs).Distinct()],
            presence == Presence.HistoryOnly ? histories.Select(history => history.Removed).OfType<CommitSummary>().MaxBy(commit => commit.Order) : null);
    }
}
