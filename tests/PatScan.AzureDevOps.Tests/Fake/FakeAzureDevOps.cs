using System.Text;
using System.Text.Json.Nodes;

namespace PatScan.Fake;

/// <summary>Azure DevOps and Entra, with memory: users, tokens, hashes, latency, refusals. Served by <see cref="FakeServer"/>.</summary>
public sealed partial class FakeAzureDevOps : IDisposable
{
    public FakeAzureDevOps()
    {
        Server = new FakeServer(Handle);
    }

    public FakeServer Server { get; }

    public FakeEntra Entra { get; } = new();

    public List<FakeOrganization> Organizations { get; } = [];

    /// <summary>The service's clock.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Repeats the Authorization header in every error, as careless services do.</summary>
    public bool EchoesCredentials { get; set; }

    public FakeOrganization Add(string name)
    {
        var organization = new FakeOrganization(name);
        Organizations.Add(organization);
        return organization;
    }

    private FakeAnswer Handle(FakeRequest request)
    {
        var answer = request.Host switch
        {
            "login.microsoftonline.com" or "169.254.169.254" or "pipelines.actions.githubusercontent.com" or "vstoken.dev.azure.com" => Entra.Handle(request),
            _ => Route(request),
        };
        return EchoesCredentials && answer.Status >= 400
            ? FakeAnswer.Json(FakeJson.Error("Echo", $"you sent {request.Authorization}, that is {Decoded(request)}"), answer.Status) with { Headers = answer.Headers }
            : answer;
    }

    private FakeAnswer Route(FakeRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var organization = parts.Length == 0 ? null : Organizations.Find(o => o.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
        if (organization is null || parts.Length < 3)
        {
            return FakeAnswer.Html("<html><head><title>Azure DevOps Services | 404</title></head></html>", 404);
        }

        var call = string.Join('/', parts[2..]).ToLowerInvariant();
        return (request.Host, request.Method, call) switch
        {
            ("dev.azure.com", "GET", "connectiondata") => ConnectionData(request, organization),
            ("vssps.dev.azure.com", "GET", "graph/users") => AsAnybody(request, organization, _ => GraphUsers(request, organization)),
            ("vssps.dev.azure.com", "POST", "graph/subjectquery") => AsAnybody(request, organization, _ => SubjectQuery(request, organization)),
            ("vssps.dev.azure.com", "GET", "identities") => AsAnybody(request, organization, _ => Identities(request, organization)),
            ("vssps.dev.azure.com", "GET", "tokens/pats") => AsOwner(request, organization, u => OwnList(u)),
            ("vssps.dev.azure.com", "DELETE", "tokens/pats") => AsOwner(request, organization, u => OwnRevoke(request, u)),
            ("vssps.dev.azure.com", "POST", "tokenadmin/revocations") => AsAdministrator(request, organization, _ => Revoke(request, organization)),
            ("vssps.dev.azure.com", "GET", _) when call.StartsWith("graph/descriptors/", StringComparison.Ordinal) => AsAnybody(request, organization, _ => Descriptor(organization, parts[^1])),
            ("vssps.dev.azure.com", "GET", _) when call.StartsWith("graph/memberships/", StringComparison.Ordinal) => AsAnybody(request, organization, _ => Memberships(organization, parts[^1])),
            ("vssps.dev.azure.com", "GET", _) when call.StartsWith("tokenadmin/personalaccesstokens/", StringComparison.Ordinal) => AsAdministrator(request, organization, _ => List(request, organization, parts[^1])),
            ("auditservice.dev.azure.com", "GET", "audit/auditlog") => AsAdministrator(request, organization, _ => AuditLog(request, organization)),
            _ => FakeAnswer.Json(FakeJson.Error("NotFound", $"no such call: {request}"), 404),
        };
    }

    // --- who is asking -------------------------------------------------------------------------------------------

    private static string? Decoded(FakeRequest request)
    {
        try
        {
            return request.Authorization is { } a && a.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(a[6..])).Split(':', 2)[1] : request.Authorization?.Split(' ')[^1];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private (FakeUser? User, FakePat? Pat, string? Why) Who(FakeRequest request, FakeOrganization organization)
    {
        if (request.Authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true)
        {
            return (organization.Users.Find(u => Entra.IsTokenOf(request.Authorization[7..], u.SignInName)), null, "unknown");
        }

        var value = Decoded(request);
        foreach (var user in organization.Users)
        {
            if (user.Pats.Find(p => p.Value == value) is not { } pat)
            {
                continue;
            }

            if (pat.Targets is { } targets && !targets.Contains(organization.Id))
            {
                return (null, pat, "unknown");
            }

            if (pat.ValidTo <= Now)
            {
                return (null, pat, "expired");
            }

            return pat.IsRevoked && pat.AnswersAfterwards-- <= 0 ? (null, pat, "revoked") : (user, pat, null);
        }

        return (null, null, "unknown");
    }

    private static FakeAnswer TurnAway(FakeOrganization organization, string? why)
    {
        var refusal = why == "expired" ? Refusal.AccessCheck401 : organization.Refusal;
        return refusal switch
        {
            Refusal.SignInPage203 => FakeAnswer.Html("<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head><body>Sign In</body></html>", 203),
            Refusal.Redirect302 => FakeAnswer.Html("moved", 302).With("Location", $"https://dev.azure.com/{organization.Name}/_signin?realm=dev.azure.com&reply_to=x"),
            Refusal.AccessCheck401 => FakeAnswer.Json(FakeJson.Error("AccessCheckException", "Access Denied: The Personal Access Token used has expired."), 401),
            Refusal.Tf400813WithMark => FakeAnswer.Json("\uFEFF" + FakeJson.Error("UnauthorizedRequestException", "TF400813: Resource not available for anonymous access. Client authentication required."), 401),
            _ => FakeAnswer.Empty(401).With("WWW-Authenticate", "Basic realm=\"https://tfsprodcus1.visualstudio.com/\""),
        };
    }

    private FakeAnswer AsAnybody(FakeRequest request, FakeOrganization organization, Func<FakeUser, FakeAnswer> work)
    {
        var (user, _, why) = Who(request, organization);
        return user is null ? TurnAway(organization, why) : work(user);
    }

    private FakeAnswer AsAdministrator(FakeRequest request, FakeOrganization organization, Func<FakeUser, FakeAnswer> work) => AsAnybody(request, organization, user =>
        user.IsServicePrincipal ? FakeAnswer.Json(FakeJson.Error("InvalidAccessException", "Service principals are not allowed to perform this action."), 403)
        : !user.IsAdministrator ? FakeAnswer.Json(FakeJson.Error("AccessCheckException", $"Access Denied: {user.DisplayName} needs the following permission(s) to perform this action: Administer tokens"), 401)
        : work(user));

    private FakeAnswer AsOwner(FakeRequest request, FakeOrganization organization, Func<FakeUser, FakeAnswer> work) => AsAnybody(request, organization, user =>
        user.IsServicePrincipal ? FakeAnswer.Json(FakeJson.Error("InvalidAccessException", "Service principals are not allowed to perform this action."), 403)
        : request.Authorization!.StartsWith("Basic", StringComparison.Ordinal) ? FakeAnswer.Json(FakeJson.Error("InvalidAccessException", "The requested operation is not allowed."), 401)
        : work(user));

    private FakeAnswer ConnectionData(FakeRequest request, FakeOrganization organization)
    {
        if (request.Authorization is null)
        {
            return FakeAnswer.Empty(401).With("WWW-Authenticate", $"Bearer authorization_uri=https://login.microsoftonline.com/{organization.Tenant}")
                .With("X-VSS-ResourceTenant", organization.Tenant.ToString());
        }

        var (user, pat, why) = Who(request, organization);
        if (user is null)
        {
            return organization.IsPublic && why != "expired" ? FakeAnswer.Json(FakeJson.ConnectionData(organization, null)) : TurnAway(organization, why);
        }

        var data = $"{user.Id}:{user.SignInName}";
        return pat?.NotPermitted switch
        {
            403 => FakeAnswer.Json(FakeJson.Error("AccessCheckException", "TF402455: Access denied."), 403).With("X-VSS-UserData", data),
            404 => FakeAnswer.Json(FakeJson.Error("GitRepositoryNotFoundException", "TF401019: The Git repository does not exist."), 404).With("X-VSS-UserData", data),
            _ => FakeAnswer.Json(FakeJson.ConnectionData(organization, user)).With("X-VSS-UserData", data),
        };
    }

    private static string Array(IEnumerable<JsonNode> items) => new JsonObject { ["count"] = items.Count(), ["value"] = new JsonArray([.. items]) }.ToJsonString();

    public void Dispose() => Server.Dispose();
}
