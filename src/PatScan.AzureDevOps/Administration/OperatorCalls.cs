using System.Text.Json;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Administration;

/// <summary>Calls that the operator makes in one organisation, and what each refusal means.</summary>
internal sealed class OperatorCalls(Gateway gateway, Site site, Caller caller)
{
    public Site Site => site;

    public Caller Caller => caller;

    public Gateway Gateway => gateway;

    /// <summary>Who the operator is here. The first call of all: it separates "not signed in" from "may not".</summary>
    public async Task<ConnectionData> WhoAmI(CancellationToken cancellation)
    {
        const string What = "Signing in";
        var answer = await Send(HttpMethod.Get, site.Core("_apis/connectionData"), null, What, cancellation).ConfigureAwait(false);
        if (answer.Status is 429 or >= 500)
        {
            throw await Explain(answer, What, cancellation).ConfigureAwait(false);
        }

        if (answer.Status == 404)
        {
            throw Messages.OrganizationNotFound(site);
        }

        var who = answer.Status == 200 && Json.Object(answer.Body) is { } root ? ConnectionData.From(root) : null;
        if (who is null && answer.Status == 200)
        {
            throw Messages.NotUnderstood(site, What);
        }

        if (who is null || who.IsAnonymous)
        {
            throw Messages.SignInNotAccepted(site, caller.How);
        }

        caller.Identity = who.Caller;
        return who;
    }

    /// <summary>A call whose answer must be a JSON object.</summary>
    /// <exception cref="AzureDevOpsError">Anything else came back.</exception>
    public async Task<JsonElement> Read(Uri address, string what, CancellationToken cancellation, byte[]? query = null)
    {
        var answer = await Send(query is null ? HttpMethod.Get : HttpMethod.Post, address, query, what, cancellation).ConfigureAwait(false);
        return await Object(answer, what, cancellation).ConfigureAwait(false);
    }

    /// <summary>The JSON object of an answer, or the refusal that it is.</summary>
    public async Task<JsonElement> Object(Answer answer, string what, CancellationToken cancellation) => answer.Status == 200
        ? Json.Object(answer.Body) ?? throw Messages.NotUnderstood(site, what)
        : throw await Explain(answer, what, cancellation).ConfigureAwait(false);

    /// <summary>Sends a reading call; every status comes back.</summary>
    /// <exception cref="AzureDevOpsError">No answer came.</exception>
    public async Task<Answer> Send(HttpMethod method, Uri address, byte[]? json, string what, CancellationToken cancellation)
    {
        try
        {
            var credential = await caller.Source.Current(cancellation).ConfigureAwait(false);
            var call = new Call(method, address, site.Name) { Credential = credential, Json = json, RepeatWhenLost = true };
            return await gateway.Send(call, cancellation).ConfigureAwait(false);
        }
        catch (CallLost lost)
        {
            throw lost.Loss == Loss.Throttled ? Messages.Throttled(site, what, null) : Messages.NoAnswer(site, what, lost.Message);
        }
    }

    /// <summary>Sends a call that changes something. It is never repeated after an answer that may hide a success.</summary>
    /// <exception cref="CallLost">No answer came: nobody knows whether it was done.</exception>
    public async Task<Answer> Write(HttpMethod method, Uri address, byte[]? json, CancellationToken cancellation)
    {
        var credential = await caller.Source.Current(cancellation).ConfigureAwait(false);
        return await gateway.Send(new Call(method, address, site.Name) { Credential = credential, Json = json, Writes = true }, cancellation).ConfigureAwait(false);
    }

    /// <summary>What the service says in its error, cleaned of the credential and of anything unprintable.</summary>
    public async Task<string> Detail(Answer answer, CancellationToken cancellation)
    {
        var text = Json.Object(answer.Body) is { } root ? root.Text("message") ?? root.Text("patTokenErrorMessage") ?? "" : "";
        var credential = await caller.Source.Current(cancellation).ConfigureAwait(false);
        return Messages.Shown(credential.Scrub(text).Trim());
    }

    public async Task<AzureDevOpsError> Explain(Answer answer, string what, CancellationToken cancellation)
    {
        var detail = await Detail(answer, cancellation).ConfigureAwait(false);
        if (detail.Contains("service principal", StringComparison.OrdinalIgnoreCase))
        {
            return Messages.ServicePrincipalRefused(site, caller.ToString());
        }

        return answer.Status switch
        {
            203 or 302 => Messages.SignInNotAccepted(site, caller.How),
            401 or 403 => Messages.NotAnAdministrator(site, caller.ToString(), detail),
            429 => Messages.Throttled(site, what, answer.RetryAfter(gateway.Gates.Now)),
            200 => Messages.NotUnderstood(site, what),
            _ => Messages.ServiceFailed(site, what, answer.Status, detail),
        };
    }
}
