using Microsoft.Identity.Client;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Entra tokens through MSAL, which caches and renews them; each call here asks it anew.</summary>
internal sealed class EntraCredential(string how, Func<CancellationToken, Task<AuthenticationResult>> acquire, Func<string, string> scrub) : ICredentialSource
{
    private static readonly string[] Ends = ["\n", "\r", " Trace ID:"];

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

    // Entra's own sentence, without the advice that MSAL puts before it and the trace numbers after it. Entra repeats what
    // it was sent in some of them.
    private string Short(MsalException e)
    {
        const string Mark = "Original exception: ";
        var at = e.Message.IndexOf(Mark, StringComparison.Ordinal);
        var text = at < 0 ? e.Message : e.Message[(at + Mark.Length)..];
        return scrub($"{e.ErrorCode}: {text.Split(Ends, 2, StringSplitOptions.None)[0].TrimEnd(' ', '.')}");
    }
}
