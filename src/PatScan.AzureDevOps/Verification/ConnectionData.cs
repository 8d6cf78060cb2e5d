using System.Text.Json;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Verification;

/// <summary>What <c>_apis/connectionData</c> says of the caller.</summary>
internal sealed record ConnectionData(TokenOwner Caller, bool IsAnonymous, Guid? OrganizationId)
{
    private static readonly Guid Anonymous = new("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa");

    /// <summary>Reads it, or null when the object is something else.</summary>
    public static ConnectionData? From(JsonElement root)
    {
        if (root.Child("authenticatedUser") is not { } user || user.Id("id") is not { } id)
        {
            return null;
        }

        var name = user.Child("properties")?.Child("Account")?.Text("$value");
        var display = user.Text("customDisplayName") ?? user.Text("providerDisplayName");
        var isPublic = user.Text("descriptor")?.StartsWith("System:PublicAccess", StringComparison.OrdinalIgnoreCase) == true;
        return new(new TokenOwner(id, display, name, user.Text("subjectDescriptor")), isPublic || IsNobody(id), root.Id("instanceId"));
    }

    /// <summary>Whether an id stands for no one in particular.</summary>
    public static bool IsNobody(Guid id) => id == Anonymous || id == Guid.Empty;
}
