using System.Text;
using System.Text.Json.Nodes;

namespace PatScan.Fake;

/// <summary>The graph and the identities.</summary>
public sealed partial class FakeAzureDevOps
{
    /// <summary>Whether the identity search finds people; the real one has its moods.</summary>
    public bool IdentitySearchWorks { get; set; } = true;

    private static FakeAnswer GraphUsers(FakeRequest request, FakeOrganization organization)
    {
        const int Page = 2;
        var from = request.Query.TryGetValue("continuationToken", out var token) ? int.Parse(token[1..], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var people = organization.Users.Where(u => !u.IsServicePrincipal).ToList();
        var answer = FakeAnswer.Json(Array(people.Skip(from).Take(Page).Select(u => (JsonNode)FakeJson.GraphUser(u))));
        return from + Page < people.Count ? answer.With("X-MS-ContinuationToken", $"u{from + Page}") : answer;
    }

    private static FakeAnswer SubjectQuery(FakeRequest request, FakeOrganization organization)
    {
        var query = (string)JsonNode.Parse(request.Text)!["query"]!;
        return FakeAnswer.Json(Array(organization.Users.Where(u => u.SignInName.StartsWith(query, StringComparison.OrdinalIgnoreCase)).Select(u => (JsonNode)FakeJson.GraphUser(u)).ToArray()));
    }

    private FakeAnswer Identities(FakeRequest request, FakeOrganization organization)
    {
        var found = organization.Users.Where(u => IdentitySearchWorks && u.SignInName.Contains(request.Query["filterValue"], StringComparison.OrdinalIgnoreCase));
        return FakeAnswer.Json(Array(found.Select(u => (JsonNode)FakeJson.Identity(u)).ToArray()));
    }

    private static FakeAnswer Descriptor(FakeOrganization organization, string id) =>
        organization.Users.Find(u => u.Id.ToString() == id) is { } user
            ? FakeAnswer.Json(new JsonObject { ["value"] = user.Descriptor }.ToJsonString())
            : FakeAnswer.Json(FakeJson.Error("StorageKeyNotFoundException", "not found"), 404);

    private static FakeAnswer Memberships(FakeOrganization organization, string descriptor)
    {
        var groups = new List<string> { "S-1-9-1551374245-1204400969-2402986413-2179408616-3-0-0-0-0-3" };
        if (organization.Users.Exists(u => u.Descriptor == descriptor && u.IsAdministrator))
        {
            groups.Add("S-1-9-1551374245-1204400969-2402986413-2179408616-3-0-0-0-0-1");
        }

        return FakeAnswer.Json(Array(groups.Select(g => (JsonNode)new JsonObject
        {
            ["memberDescriptor"] = descriptor,
            ["containerDescriptor"] = "vssgp." + Convert.ToBase64String(Encoding.ASCII.GetBytes(g)).TrimEnd('='),
        }).ToArray()));
    }
}
