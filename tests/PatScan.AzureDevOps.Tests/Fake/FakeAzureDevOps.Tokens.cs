using System.Text.Json.Nodes;

namespace PatScan.Fake;

/// <summary>The token APIs: administration, lifecycle, and the audit log.</summary>
public sealed partial class FakeAzureDevOps
{
    private static FakeAnswer List(FakeRequest request, FakeOrganization organization, string descriptor)
    {
        var preview = request.Query.GetValueOrDefault("api-version") == "7.2-preview.1";
        if (preview && !organization.KnowsPreview)
        {
            return FakeAnswer.Json(FakeJson.Error("VssVersionOutOfRangeException", "The requested REST API version of 7.2 is out of range for this server."), 400);
        }

        var user = organization.Users.Find(u => u.Descriptor == descriptor);
        if (user is null)
        {
            return FakeAnswer.Json(FakeJson.Error("IdentityNotFoundException", "The user could not be found."), 404);
        }

        // The body's token is a Guid; the fake's own are numbers in that form.
        var from = request.Query.TryGetValue("continuationToken", out var token) ? Convert.ToInt32(token[^8..], 16) : 0;
        var rows = user.Pats.Where(p => !(p.IsRevoked && p.Vanishes && p.ListedAfterwards <= 0)).ToList();
        var page = rows.Skip(from).Take(organization.PageSize).Select(p => (JsonNode)FakeJson.SessionToken(organization, user, p, !p.IsRevoked || p.ListedAfterwards-- > 0, preview)).ToArray();
        var next = from + organization.PageSize;
        return FakeAnswer.Json(new JsonObject
        {
            ["continuationToken"] = next < rows.Count ? $"00000000-0000-0000-0000-0000{next:x8}" : organization.ZeroGuidEndsList ? Guid.Empty.ToString() : null,
            ["value"] = new JsonArray(page),
        }.ToJsonString());
    }

    private static FakeAnswer Revoke(FakeRequest request, FakeOrganization organization)
    {
        var ids = JsonNode.Parse(request.Text)!.AsArray().Select(n => Guid.Parse((string)n!["authorizationId"]!)).ToList();
        if (ids.Count > 100)
        {
            return FakeAnswer.Json(FakeJson.Error("VssPropertyValidationException", "Too many authorizations."), 400);
        }

        var pats = ids.Select(id => organization.Users.SelectMany(u => u.Pats).FirstOrDefault(p => p.AuthorizationId == id)).ToList();
        if (pats.Any(p => p is null || p.IsStubborn))
        {
            return FakeAnswer.Json(FakeJson.Error("VssPropertyValidationException", "An authorization could not be revoked."), 400);
        }

        foreach (var pat in pats)
        {
            pat!.IsRevoked = true;
            pat.Revocations++;
        }

        return FakeAnswer.Empty(204);
    }

    private FakeAnswer OwnList(FakeUser user) => FakeAnswer.Json(new JsonObject
    {
        ["continuationToken"] = "",
        ["patTokens"] = new JsonArray([.. user.Pats.Where(p => !p.IsRevoked && p.ValidTo > Now).Select(p => (JsonNode)FakeJson.PatToken(p))]),
    }.ToJsonString());

    private static FakeAnswer OwnRevoke(FakeRequest request, FakeUser user)
    {
        var pat = user.Pats.Find(p => p.AuthorizationId == Guid.Parse(request.Query["authorizationId"]));
        if (pat is null || pat.IsStubborn)
        {
            return FakeAnswer.Json("""{"patToken":null,"patTokenError":"authorizationNotFound","patTokenErrorMessage":"no such authorization"}""");
        }

        pat.IsRevoked = true;
        pat.Revocations++;
        return FakeAnswer.Empty(204);
    }

    private static FakeAnswer AuditLog(FakeRequest request, FakeOrganization organization)
    {
        if (!organization.HasAuditLog)
        {
            return FakeAnswer.Json(FakeJson.Error("AuditLogNotEnabled", "Auditing is not enabled."), 403);
        }

        var from = request.Query.TryGetValue("continuationToken", out var token) ? int.Parse(token[1..], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var entries = organization.Audit.Skip(from).Take(2).Select(e => (JsonNode)new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["actionId"] = e.Action,
            ["timestamp"] = e.Time.UtcDateTime.ToString("O"),
            ["actorUPN"] = "somebody",
            ["authenticationMechanism"] = e.Mechanism.Length > 64 ? e.Mechanism[..64] : e.Mechanism,
            ["data"] = new JsonObject { ["AuthorizationId"] = e.Id.ToString() },
        }).ToArray();
        return FakeAnswer.Json(new JsonObject
        {
            ["decoratedAuditLogEntries"] = new JsonArray(entries),
            ["continuationToken"] = from + 2 < organization.Audit.Count ? $"t{from + 2}" : "",
            ["hasMore"] = from + 2 < organization.Audit.Count,
        }.ToJsonString());
    }
}
