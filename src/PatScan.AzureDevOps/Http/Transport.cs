#pragma warning disable RS0030 // this is the one place that makes a handler
using System.Net;

namespace PatScan.AzureDevOps.Http;

/// <summary>Makes the handler under every request: no redirects, no cookies, no decompression that could swell.</summary>
internal static class Transport
{
    /// <param name="limits">Time and size.</param>
    /// <param name="avoidProxy">For a gateway reached in the clear on this machine: a proxy would see the credential.</param>
    public static HttpMessageHandler Make(ClientLimits limits, bool avoidProxy) =>
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !avoidProxy,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = limits.ConnectTimeout,
            // Short, because a probe is not repeated when the server has closed an idle connection meanwhile.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
        };
}
