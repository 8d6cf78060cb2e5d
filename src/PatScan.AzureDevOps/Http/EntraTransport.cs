#pragma warning disable RS0030 // MSAL asks for an HttpClient; this is where it gets one that checks hosts
using Microsoft.Identity.Client;

namespace PatScan.AzureDevOps.Http;

/// <summary>The transport that MSAL sends through: to Entra, and to the identity endpoint of the machine it runs on.</summary>
internal sealed class EntraTransport : IMsalHttpClientFactory, IDisposable
{
    /// <summary>Entra's host for the public cloud, the only one with Azure DevOps Services.</summary>
    public const string Host = "login.microsoftonline.com";

    private readonly HttpClient client;

    public EntraTransport(HttpMessageHandler handler, GatewayRoute route, IReadOnlyCollection<Uri> identityEndpoints) =>
        client = new HttpClient(new Wall(handler, route, identityEndpoints)) { MaxResponseContentBufferSize = 1024 * 1024, Timeout = TimeSpan.FromSeconds(100) };

    public HttpClient GetHttpClient() => client;

    public void Dispose() => client.Dispose();

    private sealed class Wall(HttpMessageHandler inner, GatewayRoute route, IReadOnlyCollection<Uri> identityEndpoints) : DelegatingHandler(inner)
    {
        // The address at which every Azure machine finds its own identity.
        private static readonly Uri Metadata = new("http://169.254.169.254/");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            var isEntra = address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.IdnHost == Host;
            if (!isEntra && !identityEndpoints.Append(Metadata).Any(e => e.Scheme == address.Scheme && e.Authority == address.Authority))
            {
                throw new InvalidOperationException($"A sign-in request to '{address.Scheme}://{address.IdnHost}' was stopped: the host is not on the list.");
            }

            request.RequestUri = route.Send(address);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
