namespace PatScan.AzureDevOps.Trail;

/// <summary>What earlier entries still leave open, and what they settled.</summary>
internal static class TrailHistory
{
    /// <summary>Calls that were announced and have neither an answer nor a recovery.</summary>
    public static IReadOnlyList<TrailEntry> Unanswered(IReadOnlyList<TrailEntry> entries)
    {
        var open = new Dictionary<long, TrailEntry>();
        foreach (var entry in entries)
        {
            if (entry.Kind == TrailKind.Begin)
            {
                open[entry.Sequence] = entry;
            }
            else if (entry.Kind == TrailKind.End && entry.About is { } about)
            {
                open.Remove(about);
            }
            else if (entry.Kind == TrailKind.Recovered)
            {
                open.Clear();
            }
        }

        return [.. open.Values];
    }

    /// <summary>Ids of an organisation whose revocation was begun and whose end nobody has seen yet, with their owners.</summary>
    public static IReadOnlyList<TrailItem> Unsettled(IReadOnlyList<TrailEntry> entries, string organization)
    {
        var open = new Dictionary<Guid, TrailItem>();
        foreach (var entry in entries.Where(e => string.Equals(e.Organization, organization, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var item in entry.Items)
            {
                if (entry.Kind == TrailKind.Begin)
                {
                    open[item.AuthorizationId] = item;
                }
                else if (entry.Kind == TrailKind.Outcome && item.Outcome != "unknown")
                {
                    open.Remove(item.AuthorizationId);
                }
            }
        }

        return [.. open.Values];
    }

    /// <summary>Ids whose revocation the service took since <paramref name="since"/>.</summary>
    public static IReadOnlySet<Guid> Accepted(IReadOnlyList<TrailEntry> entries, string organization, DateTimeOffset since)
    {
        var taken = entries.Where(e => e.Kind == TrailKind.End && e.Time >= since && e.Answer is "HTTP 204" or "HTTP 200").Select(e => e.About).ToHashSet();
        return entries.Where(e => e.Kind == TrailKind.Begin && taken.Contains(e.Sequence) && string.Equals(e.Organization, organization, StringComparison.OrdinalIgnoreCase))
            .SelectMany(e => e.Items).Select(i => i.AuthorizationId).ToHashSet();
    }

    /// <summary>The id that was revoked for a leaked token, by this trail.</summary>
    public static Guid? RevokedFor(IReadOnlyList<TrailEntry> entries, string organization, string fingerprint) => entries
        .Where(e => e.Kind == TrailKind.Outcome && string.Equals(e.Organization, organization, StringComparison.OrdinalIgnoreCase))
        .SelectMany(e => e.Items)
        .LastOrDefault(i => i.Fingerprint == fingerprint && i.Outcome is "revoked" or "already-gone")?.AuthorizationId;
}
