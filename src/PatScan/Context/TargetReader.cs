using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace PatScan.Context;

/// <summary>
/// Which organisation, project or server an address is of. Hosts are compared whole, and only over https or ssh: whatever
/// merely looks like Azure DevOps is nowhere.
/// </summary>
internal static class TargetReader
{
    private const string Service = "dev.azure.com";
    private const string OldService = ".visualstudio.com";
    private const int LongestOrganization = 50;
    private const int LongestProject = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> NotInProjects = SearchValues.Create("\\/:*?\"<>|;#$*{},+=[]%@&()\uFFFD");

    // Hosts before dev.azure.com, and labels between the organisation and visualstudio.com.
    private static readonly FrozenSet<string> Services = new[]
    {
        "pkgs", "vssps", "vsrm", "feeds", "almsearch", "auditservice", "analytics", "vsaex", "extmgmt", "advsec", "artifacts", "codelens", "governance", "status", "ssh",
    }.ToFrozenSet();

    // Names under visualstudio.com that are Microsoft's own.
    private static readonly FrozenSet<string> NoOrganizations = new[]
    {
        "www", "app", "vs-ssh", "ssh", "marketplace", "docs", "go", "login", "status", "code", "my", "api", "blogs", "support", "developercommunity", "download", "online",
        "pkgs", "vssps", "vsrm", "feeds", "almsearch", "vsaex", "extmgmt", "static", "tfsprodcus", "vstoken", "insiders", "azure", "tfs", "start", "learn",
    }.ToFrozenSet();

    // What stands in a sample where an organisation would.
    private static readonly FrozenSet<string> SampleNames = new[]
    {
        "org", "orgname", "org-name", "organization", "organisation", "organizationname", "organization-name", "account", "accountname", "your-org", "yourorg", "your-organization",
        "yourorganization", "your-organization-name", "yourorganizationname", "your-org-name", "yourorgname", "youraccount", "your-account", "youraccountname", "myaccount", "myorg", "my-org", "myorganization", "my-organization", "your-account-name", "youraccount-name",
    }.ToFrozenSet();

    // User names that people write before a token because some name must stand there.
    private static readonly FrozenSet<string> AnyUser = new[]
    {
        "pat", "user", "username", "git", "build", "anything", "x", "any", "token", "personalaccesstoken", "oauth2", "vsssessiontoken", "me", "az", "azuredevops", "azdo", "ado",
        "vsts", "basic", "admin", "ci", "bot", "anonymous", "none", "empty", "foo", "bar", "name", "login", "myuser", "devops", "pipeline", "agent", "feed", "test", "root", "nuget", "npm",
    }.ToFrozenSet();

    /// <summary>Where the address leads, or null when that is nowhere in Azure DevOps or the address does not say.</summary>
    public static Target? Of(Address address)
    {
        var isSecure = address.Scheme is "" or "ssh" || address.Scheme.EndsWith("https", StringComparison.Ordinal);
        var isUsualPort = address.Port is "" or ":443" or ":22";
        if (IsService(address.Host))
        {
            return isSecure && isUsualPort ? OfService(address) : null;
        }

        if (address.Host.EndsWith(OldService, StringComparison.Ordinal))
        {
            return isSecure && isUsualPort ? OfOldService(address) : null;
        }

        return IsLookAlike(address.Host) ? null : OfServer(address);
    }

    /// <summary>Whether the host belongs to Azure DevOps, whichever organisation the address names, if any.</summary>
    public static bool IsAzureDevOps(Address address) => IsService(address.Host) || address.Host.EndsWith(OldService, StringComparison.Ordinal);

    /// <summary>
    /// Whether the text can be an organisation's name: ASCII letters, digits and hyphens, a letter or digit at both ends, at
    /// most 50 characters, and not what samples put there.
    /// </summary>
    public static bool IsOrganization(string name) =>
        name.Length is > 0 and <= LongestOrganization
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && !SampleNames.Contains(name.ToLowerInvariant());

    private static bool IsService(string host) =>
        host == Service || host.EndsWith("." + Service, StringComparison.Ordinal) && Services.Contains(host[..^(Service.Length + 1)]);

    private static bool IsLookAlike(string host) =>
        host.Contains("azure.com", StringComparison.Ordinal) || host.Contains("visualstudio.com", StringComparison.Ordinal);

    private static Target? OfService(Address address)
    {
        var path = address.Host == "ssh." + Service && address.Path.Count > 0 && address.Path[0] == "v3" ? address.Path.Skip(1).ToList() : address.Path;
        if (path.Count > 0)
        {
            return IsOrganization(path[0]) ? new Target(path[0], Project(path, 1), null) : null;
        }

        // Git credential helpers store the organisation as the user name when the path is not kept.
        var user = address.UserInfo.Split(':')[0];
        return IsOrganization(user) && !AnyUser.Contains(user.ToLowerInvariant()) ? new Target(user, null, null) : null;
    }

    private static Target? OfOldService(Address address)
    {
        var labels = address.Host[..^OldService.Length].Split('.');
        var isKnown = labels.Length == 1 || labels.Length == 2 && Services.Contains(labels[1]);
        if (labels[0] == "vs-ssh" && labels.Length == 1)
        {
            return address.Path is ["v3", var name, ..] && IsOrganization(name) ? new Target(name, Project(address.Path, 2), null)
                : IsOrganization(address.UserInfo) ? new Target(address.UserInfo, null, null)
                : null;
        }

        var skip = address.Path.Count > 0 && address.Path[0].Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return isKnown && IsOrganization(labels[0]) && !NoOrganizations.Contains(labels[0]) ? new Target(labels[0], Project(address.Path, skip), null) : null;
    }

    /// <summary>
    /// A server of one's own has no telling host, so the path must tell: <c>/tfs/Collection</c>, <c>/DefaultCollection</c>, or
    /// <c>/Collection/Project/_git/…</c> with or without a virtual folder before it.
    /// </summary>
    private static Target? OfServer(Address address)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var path = address.Path;
        var mark = path.TakeWhile(segment => segment is not ("_git" or "_packaging")).Count();
        var collection =
            path.Count >= 2 && path[0].Equals("tfs", StringComparison.OrdinalIgnoreCase) ? 1
            : path.Count >= 1 && path[0].Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase) ? 0
            : mark < path.Count && mark is 1 or 2 ? 0
            : mark < path.Count && mark == 3 ? 1
            : -1;
        if (collection < 0 || path.Take(collection + 1).Any(segment => Name(segment) is null))
        {
            return null;
        }

        return new Target(null, Project(path, collection + 1), $"{address.Scheme}://{address.Host}{address.Port}/{string.Join('/', path.Take(collection + 1))}");
    }

    private static string? Project(IReadOnlyList<string> path, int at) => at < path.Count && Name(path[at]) is { } name && name != "DefaultCollection" ? name : null;

    /// <summary>The name of a project or collection that a segment of a path stands for; null when it cannot be one.</summary>
    private static string? Name(string segment)
    {
        var name = Ascii.IsValid(segment) && !segment.Contains('%') ? segment : Uri.UnescapeDataString(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(segment)));
        return name.Length is > 0 and <= LongestProject && name[0] is not ('_' or '.') && name[^1] != '.'
            && !name.AsSpan().ContainsAny(NotInProjects)
            && !name.Any(char.IsControl)
            ? name
            : null;
    }
}
