using System.Collections.Frozen;

namespace PatScan.Checks;

/// <summary>The checks that a rule file can name.</summary>
public static class Check
{
    private static readonly FrozenDictionary<string, ICheck> Known = new Dictionary<string, ICheck>
    {
        ["azure-devops-pat"] = new AzureDevOpsPatCheck(),
        ["azure-devops-legacy-pat"] = new AzureDevOpsLegacyCheck(AzureDevOpsLegacyCheck.UserSeed),
        ["azure-devops-app-secret"] = new AzureDevOpsLegacyCheck(AzureDevOpsLegacyCheck.ApplicationSeed),
    }.ToFrozenDictionary();

    /// <summary>Every name, in order.</summary>
    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>The check of that name, or null.</summary>
    public static ICheck? Find(string name) => Known.GetValueOrDefault(name);
}
