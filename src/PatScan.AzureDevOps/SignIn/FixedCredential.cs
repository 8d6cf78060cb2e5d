using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>A personal access token that was given.</summary>
internal sealed class FixedCredential(string how, Credential credential) : ICredentialSource
{
    public string How => how;

    public Task<Credential> Current(CancellationToken cancellation) => Task.FromResult(credential);
}
