using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>A way of signing in that has been chosen: fixed tokens, Entra through MSAL, the Azure CLI.</summary>
internal interface ICredentialSource
{
    /// <summary>How, for people and the audit trail: <c>device code</c>, <c>token from AZURE_DEVOPS_EXT_PAT</c>.</summary>
    string How { get; }

    /// <summary>A credential that is good now; Entra's last about an hour, and a revocation may be watched for longer.</summary>
    Task<Credential> Current(CancellationToken cancellation);
}
