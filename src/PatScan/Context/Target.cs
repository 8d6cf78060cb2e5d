namespace PatScan.Context;

/// <summary>What an Azure DevOps credential opens: an organisation in the service, or a collection of a server of one's own.</summary>
/// <param name="Organization">The organisation's name as written, or null for a server.</param>
/// <param name="Project">The project, where it is named too; else null.</param>
/// <param name="Server">The address of a server's collection, such as <c>https://tfs.example/tfs/DefaultCollection</c>; null for the service.</param>
public sealed record Target(string? Organization, string? Project, string? Server)
{
    /// <summary>Whether both are the same organisation or the same collection; names know no case.</summary>
    public bool IsSamePlace(Target other) =>
        string.Equals(Organization, other.Organization, StringComparison.OrdinalIgnoreCase) && string.Equals(Server, other.Server, StringComparison.OrdinalIgnoreCase);

    /// <summary>For people: <c>organization contoso</c>, <c>server https://…</c>.</summary>
    public override string ToString() => Organization is null ? $"server {Server}" : $"organization {Organization}";
}
