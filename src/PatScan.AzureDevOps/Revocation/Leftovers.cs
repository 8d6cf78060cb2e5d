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
        var found = open.ToLookup(i => lists.IsAlive(i.Owner, i.AuthorizationId, gates.Now));
        Tell(found[false], "is gone: an earlier run that was cut off did revoke it", "are gone: an earlier run that was cut off did revoke them");
        Tell(found[true], "still works: an earlier run that was cut off did not revoke it", "still work: an earlier run that was cut off did not revoke them");
        Tell(found[null], "stays unknown: the list cannot be read", "stay unknown: the list cannot be read");
        TrailItem[] settled =
        [
            .. found[false].Select(i => i with { Outcome = "revoked", Why = "found by a later run" }),
            .. found[true].Select(i => i with { Outcome = "not-revoked", Why = "found by a later run" }),
        ];
        if (settled.Length > 0)
        {
            trail.Append(new TrailEntry(TrailKind.Outcome) { Organization = organization, Items = settled });
        }
    }

    private void Tell(IEnumerable<TrailItem> items, string one, string many)
    {
        var ids = items.Select(i => i.AuthorizationId).ToList();
        if (ids.Count > 0)
        {
            tell($"{ids[0]}{(ids.Count == 1 ? $" {one}" : $" and {ids.Count - 1} more {many}")}");
        }
    }
}
