namespace PatScan.AzureDevOps.Http;

/// <summary>
/// Sends calls to <c>{gateway}/{original host}/{path and query}</c>, for corporate gateways and tests. The operator's
/// environment names it; https, or http on this machine, because credentials pass through it.
/// </summary>
internal sealed class GatewayRoute
{
    /// <summary>Names the gateway for Azure DevOps.</summary>
    public const string Variable = "PATSCAN_AZURE_DEVOPS_GATEWAY";

    /// <summary>Names the gateway for Entra sign-in.</summary>
    public const string EntraVariable = "PATSCAN_ENTRA_GATEWAY";

    private readonly string? prefix;

    private GatewayRoute(string? prefix, bool isPlain)
    {
        this.prefix = prefix;
        IsPlain = isPlain;
    }

    public static GatewayRoute Direct { get; } = new(null, false);

    /// <summary>Whether requests go in the clear to this machine; then no proxy may see them.</summary>
    public bool IsPlain { get; }

    /// <summary>Reads the value of <paramref name="variable"/>; empty means direct.</summary>
    /// <exception cref="UserError">It is neither https nor http on this machine.</exception>
    public static GatewayRoute From(string variable, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return Direct;
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var gateway) || gateway.UserInfo.Length > 0 || gateway.Query.Length > 0
            || gateway.Fragment.Length > 0 || !IsSafe(gateway))
        {
            throw Messages.NotAGateway(variable, value);
        }

        return new(gateway.AbsoluteUri.TrimEnd('/'), gateway.Scheme == Uri.UriSchemeHttp);
    }

    public Uri Send(Uri address) => prefix is null ? address : new Uri($"{prefix}/{address.Authority}{address.PathAndQuery}");

    private static bool IsSafe(Uri gateway) =>
        gateway.Scheme == Uri.UriSchemeHttps || (gateway.Scheme == Uri.UriSchemeHttp && gateway.IsLoopback);
}
