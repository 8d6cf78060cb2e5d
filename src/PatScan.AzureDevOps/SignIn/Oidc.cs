using System.Text.Json;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>Fetches the token by which a pipeline shows Entra who it is.</summary>
internal sealed class Oidc(Gateway gateway)
{
    public async Task<string> AzurePipelines(Uri request, string serviceConnection, string accessToken, CancellationToken cancellation)
    {
        var address = new Uri($"{request.GetLeftPart(UriPartial.Path)}?api-version=7.1&serviceConnectionId={Uri.EscapeDataString(serviceConnection)}");
        var answer = await Send(new Call(HttpMethod.Post, address, address.Host) { Credential = Credential.Bearer(accessToken), Json = [] }, "Azure Pipelines", cancellation).ConfigureAwait(false);
        return answer.Text("oidcToken") ?? throw Messages.OidcFailed("Azure Pipelines", "the answer holds no token");
    }

    public async Task<string> GitHubActions(Uri request, string accessToken, CancellationToken cancellation)
    {
        var joiner = request.Query.Length > 1 ? "&" : "?";
        var address = new Uri($"{request.AbsoluteUri}{joiner}audience={Uri.EscapeDataString("api://AzureADTokenExchange")}");
        var answer = await Send(new Call(HttpMethod.Get, address, address.Host) { Credential = Credential.Bearer(accessToken) }, "GitHub Actions", cancellation).ConfigureAwait(false);
        return answer.Text("value") ?? throw Messages.OidcFailed("GitHub Actions", "the answer holds no token");
    }

    private async Task<JsonElement> Send(Call call, string who, CancellationToken cancellation)
    {
        try
        {
            var answer = await gateway.Send(call, cancellation).ConfigureAwait(false);
            return answer.Status == 200 && Json.Object(answer.Body) is { } root ? root : throw Messages.OidcFailed(who, $"HTTP {answer.Status}");
        }
        catch (CallLost lost)
        {
            throw Messages.OidcFailed(who, lost.Message);
        }
    }
}
