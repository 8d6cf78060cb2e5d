using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>The lists of all owners of a plan, as they are at one moment.</summary>
internal sealed class TokenLists
{
    private readonly Dictionary<string, IReadOnlyDictionary<Guid, PatRow>> byOwner = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AzureDevOpsError> failures = new(StringComparer.Ordinal);

    /// <summary>Asks for each owner's list; an owner whose list cannot be had keeps the reason.</summary>
    public static async Task<TokenLists> Get(IRevocationRoute route, IEnumerable<string> owners, CancellationToken cancellation)
    {
        var lists = new TokenLists();
        foreach (var owner in owners.Distinct(StringComparer.Ordinal))
        {
            try
            {
                lists.byOwner[owner] = (await route.List(owner, cancellation).ConfigureAwait(false)).ToDictionary(r => r.AuthorizationId);
            }
            catch (AzureDevOpsError e)
            {
                lists.failures[owner] = e;
            }
        }

        return lists;
    }

    /// <summary>Why the owner's list could not be had, or null.</summary>
    public AzureDevOpsError? Failure(string? owner) => owner is null ? null : failures.GetValueOrDefault(owner);

    /// <summary>Whether the token still works by its owner's list; null when there is no list to look in.</summary>
    public bool? IsAlive(string? owner, Guid id, DateTimeOffset now) =>
        owner is null || !byOwner.TryGetValue(owner, out var rows) ? null : rows.TryGetValue(id, out var row) && row.IsAlive(now);
}
