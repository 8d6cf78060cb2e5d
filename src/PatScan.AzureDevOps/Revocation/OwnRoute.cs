using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>The PAT lifecycle API: the caller's own tokens, one by one.</summary>
internal sealed class OwnRoute(OwnTokens tokens) : IRevocationRoute
{
    public int Batch => 1;

    public Task<IReadOnlyList<PatRow>> List(string owner, CancellationToken cancellation) => tokens.List(cancellation);

    public RevocationRequest Request(IReadOnlyList<Guid> ids) =>
        new($"DELETE {tokens.RevocationAddress(ids[0])}", cancellation => tokens.Revoke(ids[0], cancellation), OwnTokens.Error);
}
