using System.Text.Json;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Administration;

/// <summary>One personal access token as the service lists it; the token itself is never listed.</summary>
/// <param name="AuthorizationId">What is revoked.</param>
public sealed record PatRow(Guid AuthorizationId)
{
    /// <summary>The name that the owner gave it; tokens made by tools can have none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Scopes, separated by spaces; <c>app_token</c> is full access.</summary>
    public string? Scope { get; init; }

    /// <summary>Start of validity (UTC).</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>End of validity (UTC).</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>False once revoked. A row that does not say counts as valid.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>Ids of the organisations where it works; null means everywhere that its owner may go.</summary>
    public IReadOnlyList<Guid>? TargetAccounts { get; init; }

    /// <summary>The C3ID of the token, or null where the service leaves it out.</summary>
    public string? CorrelatingId { get; init; }

    internal bool IsPublic { get; init; }

    /// <summary>Whether it works at <paramref name="now"/>, by the list.</summary>
    internal bool IsAlive(DateTimeOffset now) => IsValid && !(ValidTo <= now);

    internal bool WorksIn(Guid? organization) =>
        TargetAccounts is null || TargetAccounts.Count == 0 || organization is null || TargetAccounts.Contains(organization.Value);

    /// <summary>Reads a row of either list (administration or lifecycle); null without an id.</summary>
    internal static PatRow? From(JsonElement row) => row.Id("authorizationId") is not { } id || id == Guid.Empty ? null : new PatRow(id)
    {
        DisplayName = row.Text("displayName") is { } name ? Messages.Shown(name) : null,
        Scope = row.Text("scope") is { } scope ? Messages.Shown(scope) : null,
        ValidFrom = row.Time("validFrom"),
        ValidTo = row.Time("validTo"),
        IsValid = row.Flag("isValid") ?? true,
        IsPublic = row.Flag("isPublic") ?? false,
        TargetAccounts = row.Child("targetAccounts") is null ? null : [.. Targets(row)],
        CorrelatingId = row.Text("crossCompanyCorrelatingId") is { Length: > 0 } hash ? hash : null,
    };

    private static IEnumerable<Guid> Targets(JsonElement row) =>
        row.Items("targetAccounts").Select(t => Guid.TryParse(t.ToString(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
}
