using System.Diagnostics.CodeAnalysis;

namespace PatScan.AzureDevOps.Http;

/// <summary>
/// Where tokens live: an organisation of Azure DevOps Services, or a collection of a server that the operator named. The
/// only maker of Azure DevOps addresses: from a name checked letter by letter and fixed text, so that no scanned text
/// decides which host is asked.
/// </summary>
public sealed class Site : IEquatable<Site>
{
    private readonly Uri? server;

    private Site(string name, Uri? server)
    {
        Name = name;
        this.server = server;
    }

    /// <summary>The organisation's name, or the server's address.</summary>
    public string Name { get; }

    /// <summary>Whether it is an on-premises server, which has no administration of tokens.</summary>
    public bool IsServer => server is not null;

    /// <summary>The organisation named by the operator.</summary>
    /// <exception cref="UserError">It cannot be the name of an organisation.</exception>
    public static Site Organization(string name) =>
        FromEvidence(name) ?? throw Messages.NotAnOrganization(name);

    /// <summary>
    /// The organisation that a scanned text names: a bare name, or an address of one in any of its official forms. Null for
    /// everything else; nothing but the name is taken from the text.
    /// </summary>
    public static Site? FromEvidence(string? text) =>
        OrganizationName.TryFind(text, out var name) ? new Site(name, null) : null;

    /// <summary>A server that the operator named: https, or http on this machine. The cloud's own addresses become organisations.</summary>
    /// <exception cref="UserError">It is not such an address.</exception>
    public static Site Server(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Query.Length > 0
            || address.Fragment.Length > 0 || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw Messages.NotAServer(url);
        }

        if (AllowedHosts.IsCloud(address.IdnHost))
        {
            return FromEvidence(url) ?? throw Messages.NotAServer(url);
        }

        var path = address.AbsolutePath.TrimEnd('/');
        var clean = new Uri($"{address.Scheme}://{Authority(address)}{path}/");
        return new Site(clean.GetLeftPart(UriPartial.Path).TrimEnd('/'), clean);
    }

    /// <summary>An address of the organisation's main host, for example <c>_apis/connectionData</c>.</summary>
    internal Uri Core(string path) => server is null ? Cloud("dev.azure.com", path) : new Uri(server, path);

    /// <summary>An address of the host for identities and tokens.</summary>
    /// <exception cref="UserError">The site is a server: it has no such host.</exception>
    internal Uri Identity(string path) => Cloud("vssps.dev.azure.com", path);

    /// <summary>An address of the host of the audit log.</summary>
    /// <exception cref="UserError">The site is a server: it has no such host.</exception>
    internal Uri Audit(string path) => Cloud("auditservice.dev.azure.com", path);

    /// <summary>Whether <paramref name="address"/> lies on the server that the operator named.</summary>
    internal bool Serves(Uri address) => server is not null && server.IsBaseOf(address);

    private Uri Cloud(string host, string path) =>
        server is null ? new Uri($"https://{host}/{Name}/{path}") : throw Messages.OnPremises(Name);

    private static string Authority(Uri address) => address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";

    /// <inheritdoc/>
    public bool Equals(Site? other) => other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Site);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
