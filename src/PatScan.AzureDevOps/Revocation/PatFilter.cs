using System.Text.RegularExpressions;
using PatScan.AzureDevOps.Administration;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>Which of a person's tokens are meant; every condition that is given must hold.</summary>
public sealed record PatFilter
{
    /// <summary>All of them.</summary>
    public static PatFilter All { get; } = new();

    /// <summary>A scope that the token must have, such as <c>vso.code_write</c> or <c>app_token</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>Issued at least this long ago. A token without a date is not old enough.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The token's name, with <c>*</c> for any run of characters; letter case does not count.</summary>
    public string? Name { get; init; }

    internal bool Takes(PatRow row, DateTimeOffset now) =>
        (Scope is null || row.Scope?.Split(' ').Contains(Scope, StringComparer.OrdinalIgnoreCase) == true)
        && (Age is null || row.ValidFrom <= now - Age)
        && (Name is null || Regex.IsMatch(row.DisplayName ?? "", Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

    private string Pattern => $@"\A{Regex.Escape(Name!).Replace(@"\*", ".*", StringComparison.Ordinal)}\z";
}
