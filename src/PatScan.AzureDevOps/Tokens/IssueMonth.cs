using System.Globalization;

namespace PatScan.AzureDevOps.Tokens;

/// <summary>The month in which an 84-character token was issued (UTC); the token itself says so.</summary>
public readonly record struct IssueMonth(int Year, int Month)
{
    /// <summary>Reads characters 58 (A is 2024) and 59 (A is January); null for other tokens.</summary>
    internal static IssueMonth? From(string token) =>
        token.Length >= 84 && token.AsSpan(52, 4) is "JQQJ" && token[58] is >= 'A' and <= 'Z' && token[59] is >= 'A' and <= 'L'
            ? new IssueMonth(2024 + token[58] - 'A', 1 + token[59] - 'A')
            : null;

    /// <summary>Whether a token that starts to be valid at <paramref name="time"/> can be of this month; a day is forgiven at either end.</summary>
    internal bool Fits(DateTimeOffset time)
    {
        var start = new DateTimeOffset(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);
        return time >= start.AddDays(-1) && time < start.AddMonths(1).AddDays(1);
    }

    /// <summary>For example <c>2025-06</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
