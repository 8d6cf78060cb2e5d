namespace PatScan.AzureDevOps.Http;

/// <summary>
/// Every host that a request may go to. Exact names: "ends with dev.azure.com" is how look-alikes get in. The second wall
/// behind <see cref="Site"/>, asked for every request just before it is sent.
/// </summary>
/// <param name="server">The server that the operator named, or null.</param>
/// <param name="signIn">Addresses of sign-in that the operator's own environment names: OIDC requests of a pipeline.</param>
internal sealed class AllowedHosts(Site? server = null, IReadOnlyCollection<Uri>? signIn = null)
{
    private static readonly HashSet<string> Cloud = new(StringComparer.Ordinal)
    {
        "dev.azure.com", "vssps.dev.azure.com", "auditservice.dev.azure.com", "pkgs.dev.azure.com", "feeds.dev.azure.com",
        "vsrm.dev.azure.com", "vstoken.dev.azure.com",
    };

    /// <summary>Whether the host belongs to Azure DevOps Services.</summary>
    public static bool IsCloud(string host)
    {
        const string Legacy = ".visualstudio.com";
        return Cloud.Contains(host) || (host.EndsWith(Legacy, StringComparison.Ordinal)
            && host[..^Legacy.Length].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
    }

    /// <summary>Stops a request to anywhere else.</summary>
    /// <exception cref="InvalidOperationException">The address is not allowed: a bug, since only <see cref="Site"/> makes addresses.</exception>
    public void Demand(Uri address)
    {
        var cloud = address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && IsCloud(address.IdnHost);
        if (!cloud && server?.Serves(address) != true && !IsSignIn(address))
        {
            throw new InvalidOperationException($"A request to '{address.Scheme}://{address.IdnHost}' was stopped: the host is not on the list.");
        }
    }

    private bool IsSignIn(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && signIn?.Any(s => s.Authority == address.Authority && s.Scheme == address.Scheme) == true;
}
