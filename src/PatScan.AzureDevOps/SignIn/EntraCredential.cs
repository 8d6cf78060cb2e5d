using Microsoft.Identity.Client;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Entra tokens through MSAL, which caches and renews them; each call here asks it anew.</summary>
internal sealed class EntraCredential(string how, Func<CancellationToken, Task<AuthenticationResult>> acquire, Func<string, string> scrub) : ICredentialSource
{
    public string How => how;

    public async Task<Credential> Current(CancellationToken cancellation)
    {
        try
        {
            var result = await acquire(cancellation).ConfigureAwait(false);
            return Credential.Bearer(result.AccessToken);
        }
        catch (MsalUiRequiredException e)
        {
            throw Messages.SignInNeedsPerson(how, Short(e));
        }
        catch (MsalServiceException e)
        {
            throw e.ErrorCode == "invalid_client" ? Messages.ApplicationRefused(how, Short(e)) : Messages.SignInFailed(how, Short(e));
        }
        catch (MsalException e)
        {
            throw Messages.SignInFailed(how, Short(e));
        }
        catch (HttpRequestException e)
        {
            throw Messages.SignInFailed(how, AnswerReader.Explain(e, "Entra").Message);
        }
    }

    // The first line says it all; the rest are trace numbers. Entra repeats what it was sent in some of its errors.
    private string Short(MsalException e) => scrub($"{e.ErrorCode}: {e.Message.Split('\n', '\r')[0]}");
}
