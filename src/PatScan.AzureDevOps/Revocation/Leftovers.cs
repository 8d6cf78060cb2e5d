using PatScan.AzureDevOps.Trail;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>
/// What an earlier run began, never saw the end of, and the present plan does not name: looked up and written down. Nothing
/// is revoked here; a token that still works is for the operator to name.
/// </summary>
internal sealed class Leftovers(IRevocationRoute route, AuditTrail trail, Gates gates, Action<string> tell)
{
    public async Task Settle(string organization, IReadOnlySet<Guid> planned, CancellationToken cancellation)
    {
        var open = TrailHistory.Unsettled(trail.Entries, organization).Where(i => i.Owner is not null && !planned.Contains(i.AuthorizationId)).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var lists = await TokenLists.Get(route, open.Select(i => i.Owner!), cancellation).ConfigureAwait(false);
        var settled = new List<TrailItem>();
        foreach (var item in open)
        {
            var alive = lists.IsAlive(item.Owner, item.AuthorizationId, gates.Now);
            tell(alive switch
            {
                false => $"{item.AuthorizationId}: an earlier run that was cut off did revoke it",
                true => $"{item.AuthorizationId}: an earlier run that was cut off did not revoke it; it still works",
                null => $"{item.AuthorizationId}: how an earlier run that was cut off ended cannot be told: the list cannot be read",
            });
            if (alive is { } known)
            {
                settled.Add(item with { Outcome = known ? "not-revoked" : "revoked", Why = "found by a later run" });
            }
        }

        if (settled.Count > 0)
        {
            trail.Append(new TrailEntry(TrailKind.Outcome) { Organization = organization, Items = settled });
        }
    }
}
