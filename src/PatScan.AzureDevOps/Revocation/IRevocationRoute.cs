using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>One of the two ways in which Azure DevOps revokes: for administrators, and for owners.</summary>
internal interface IRevocationRoute
{
    /// <summary>The tokens of an owner as they are now.</summary>
    /// <exception cref="AzureDevOpsError">They cannot be listed.</exception>
    Task<IReadOnlyList<PatRow>> List(string owner, CancellationToken cancellation);

    /// <summary>The request that revokes <paramref name="ids"/>; its size is at most the route's batch.</summary>
    RevocationRequest Request(IReadOnlyList<Guid> ids);

    /// <summary>How many ids one request takes.</summary>
    int Batch { get; }
}

/// <summary>A revocation, ready to be written down and then sent.</summary>
/// <param name="Description">Method and address, for the trail.</param>
/// <param name="Send">Sends it, once.</param>
/// <param name="Error">A failure inside a successful answer, or null.</param>
internal sealed record RevocationRequest(string Description, Func<CancellationToken, Task<Answer>> Send, Func<Answer, string?> Error);
