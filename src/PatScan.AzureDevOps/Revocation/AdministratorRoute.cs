using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>The Token Admin API: anybody's tokens, many at once.</summary>
internal sealed class AdministratorRoute(TokenAdmin admin) : IRevocationRoute
{
    public int Batch => TokenAdmin.Batch;

    public Task<IReadOnlyList<PatRow>> List(string owner, CancellationToken cancellation) => admin.List(owner, cancellation);

    public RevocationRequest Request(IReadOnlyList<Guid> ids) =>
        new($"POST {admin.RevocationAddress}", cancellation => admin.Revoke(ids, cancellation), _ => null);
}
