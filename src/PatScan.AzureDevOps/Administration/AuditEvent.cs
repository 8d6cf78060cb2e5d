using System.Text.Json;
using System.Text.RegularExpressions;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Administration;

/// <summary>One entry of the organisation's audit log, as far as it speaks of tokens.</summary>
/// <param name="Action">Such as <c>Token.PatCreateEvent</c>.</param>
/// <param name="Time">When.</param>
/// <param name="Actor">Sign-in name of whoever did it.</param>
internal sealed partial record AuditEvent(string Action, DateTimeOffset? Time, string? Actor)
{
    /// <summary>The token that the entry is about.</summary>
    public Guid? AuthorizationId { get; init; }

    /// <summary>The id of the token that the actor used; the log cuts it, so only its beginning may be there.</summary>
    public string? UsedIdStart { get; init; }

    /// <summary>Whose token the entry is about, as the log writes it.</summary>
    public string? TargetUser { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Whether a token's value came into being: created, or changed (a regenerated token logs a change).</summary>
    public bool IsIssue => Action is "Token.PatCreateEvent" or "Token.PatUpdateEvent";

    public static AuditEvent From(JsonElement entry)
    {
        var data = entry.Child("data") ?? default;
        return new(entry.Text("actionId") ?? "", entry.Time("timestamp"), entry.Text("actorUPN"))
        {
            AuthorizationId = data.Id("AuthorizationId"),
            UsedIdStart = Used().Match(entry.Text("authenticationMechanism") ?? "") is { Success: true } match ? match.Groups[1].Value : null,
            TargetUser = data.Text("TargetUser"),
            ValidFrom = data.Time("ValidFrom"),
        };
    }

    // "PAT_… authorizationId: <guid>", cut at 64 characters; fewer than 8 digits would match by accident.
    [GeneratedRegex("authorizationId: *([0-9a-fA-F-]{8,36})", RegexOptions.CultureInvariant)]
    private static partial Regex Used();
}
