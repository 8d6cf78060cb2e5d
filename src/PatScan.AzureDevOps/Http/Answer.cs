using System.Globalization;

namespace PatScan.AzureDevOps.Http;

/// <summary>What came back: the whole body, and the headers by name whatever their case.</summary>
internal sealed record Answer(int Status, string MediaType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool HasHeaderLike(string prefix) => Headers.Keys.Any(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public bool IsHtml => MediaType.Contains("html", StringComparison.OrdinalIgnoreCase);

    public bool IsJson => MediaType.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long to leave the service alone from <paramref name="now"/>, on any status; null when it does not say.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        var text = Header("Retry-After");
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 366 * 86400));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until > now ? until - now : TimeSpan.Zero
            : null;
    }

    public override string ToString() => $"HTTP {Status} {MediaType}, {Body.Length} bytes";
}
