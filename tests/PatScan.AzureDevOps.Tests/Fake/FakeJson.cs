using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace PatScan.Fake;

/// <summary>The service's JSON, with the field names of the published swagger definitions.</summary>
internal static class FakeJson
{
    public static string ConnectionData(FakeOrganization organization, FakeUser? user)
    {
        var id = user?.Id.ToString() ?? "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
        var identity = new JsonObject
        {
            ["id"] = id,
            ["descriptor"] = user is null ? "System:PublicAccess;aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa" : $"Microsoft.IdentityModel.Claims.ClaimsIdentity;{organization.Tenant}\\{user.SignInName}",
            ["subjectDescriptor"] = user?.Descriptor,
            ["providerDisplayName"] = user?.DisplayName ?? "Anonymous",
            ["isActive"] = true,
            ["properties"] = new JsonObject { ["Account"] = new JsonObject { ["$type"] = "System.String", ["$value"] = user?.SignInName ?? "Anonymous" } },
        };
        return new JsonObject
        {
            ["authenticatedUser"] = identity,
            ["authorizedUser"] = identity.DeepClone(),
            ["instanceId"] = organization.Id.ToString(),
            ["deploymentType"] = "hosted",
        }.ToJsonString();
    }

    public static JsonObject SessionToken(FakeOrganization organization, FakeUser user, FakePat pat, bool isValid, bool preview)
    {
        var row = new JsonObject
        {
            ["clientId"] = Guid.Empty.ToString(),
            ["accessId"] = Guid.NewGuid().ToString(),
            ["authorizationId"] = pat.AuthorizationId.ToString(),
            ["hostAuthorizationId"] = Guid.Empty.ToString(),
            ["userId"] = user.Id.ToString(),
            ["validFrom"] = Time(organization, pat.ValidFrom),
            ["validTo"] = Time(organization, pat.ValidTo),
            ["displayName"] = pat.DisplayName,
            ["scope"] = pat.Scope,
            ["targetAccounts"] = pat.Targets is null ? null : new JsonArray([.. pat.Targets.Select(t => JsonValue.Create(t.ToString()))]),
            ["token"] = null,
            ["alternateToken"] = null,
            ["isValid"] = isValid,
            ["isPublic"] = false,
            ["publicData"] = null,
            ["source"] = null,
            ["claims"] = null,
        };
        if (preview && organization.Hash != HashField.Missing)
        {
            row["crossCompanyCorrelatingId"] = FakeHashes.Of(pat.Value, organization.Hash);
        }

        return row;
    }

    public static JsonObject PatToken(FakePat pat) => new()
    {
        ["displayName"] = pat.DisplayName,
        ["validFrom"] = pat.ValidFrom.UtcDateTime.ToString("O"),
        ["validTo"] = pat.ValidTo.UtcDateTime.ToString("O"),
        ["scope"] = pat.Scope,
        ["targetAccounts"] = pat.Targets is null ? null : new JsonArray([.. pat.Targets.Select(t => JsonValue.Create(t.ToString()))]),
        ["authorizationId"] = pat.AuthorizationId.ToString(),
        ["token"] = null,
    };

    public static JsonObject GraphUser(FakeUser user) => new()
    {
        ["subjectKind"] = "user",
        ["principalName"] = user.SignInName,
        ["mailAddress"] = user.SignInName,
        ["displayName"] = user.DisplayName,
        ["descriptor"] = user.Descriptor,
        ["origin"] = "aad",
    };

    public static JsonObject Identity(FakeUser user) => new()
    {
        ["id"] = user.Id.ToString(),
        ["providerDisplayName"] = user.DisplayName,
        ["subjectDescriptor"] = user.Descriptor,
        ["properties"] = new JsonObject { ["Account"] = new JsonObject { ["$type"] = "System.String", ["$value"] = user.SignInName } },
    };

    public static string Error(string type, string message) => new JsonObject
    {
        ["$id"] = "1",
        ["innerException"] = null,
        ["message"] = message,
        ["typeKey"] = type,
        ["errorCode"] = 0,
    }.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    // The token lists write times without a zone.
    private static string Time(FakeOrganization organization, DateTimeOffset time) =>
        time.UtcDateTime.ToString(organization.DatesHaveZones ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
}
