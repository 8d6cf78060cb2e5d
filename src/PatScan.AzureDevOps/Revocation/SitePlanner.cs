using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Identification;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>What the planner asks of one organisation, each thing once.</summary>
internal sealed class SitePlanner(OperatorCalls calls)
{
    private readonly TokenAdmin admin = new(calls);
    private readonly Dictionary<string, IReadOnlyList<PatRow>> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool?> administrators = new(StringComparer.Ordinal);

    public People People { get; } = new(calls);

    public Identifier Identifier { get; } = new(new AuditLog(calls), calls.Gateway.Gates);

    /// <summary>The owner that the token named, with a descriptor; else the person whom the operator named.</summary>
    public async Task<TokenOwner> Owner(Verdict verdict, string? user, CancellationToken cancellation) => verdict.Owner switch
    {
        { Descriptor: not null } owner => owner,
        { Id: { } id } owner => owner with { Descriptor = await People.Descriptor(id, cancellation).ConfigureAwait(false) },
        _ => await People.Find(user!, cancellation).ConfigureAwait(false),
    };

    public async Task<IReadOnlyList<PatRow>> Rows(string descriptor, CancellationToken cancellation)
    {
        if (!rows.TryGetValue(descriptor, out var list))
        {
            rows[descriptor] = list = await admin.List(descriptor, cancellation).ConfigureAwait(false);
        }

        return list;
    }

    public async Task<bool?> IsAdministrator(string descriptor, CancellationToken cancellation)
    {
        if (!administrators.TryGetValue(descriptor, out var known))
        {
            administrators[descriptor] = known = await People.IsAdministrator(descriptor, cancellation).ConfigureAwait(false);
        }

        return known;
    }
}
