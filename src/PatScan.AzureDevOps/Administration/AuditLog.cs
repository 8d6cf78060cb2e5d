using System.Globalization;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Administration;

/// <summary>The organisation's own audit log: only with Entra, off by default, 90 days.</summary>
internal sealed class AuditLog(OperatorCalls calls)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The entries of the last 90 days that speak of tokens; null when there is no log to read.</summary>
    public async Task<IReadOnlyList<AuditEvent>?> Tokens(CancellationToken cancellation)
    {
        const string What = "Reading the audit log";
        var now = calls.Gateway.Gates.Now;
        var range = $"startTime={Time(now - Kept)}&endTime={Time(now)}";
        var events = new List<AuditEvent>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var more = next is null ? "" : "&continuationToken=" + Uri.EscapeDataString(next);
            var answer = await calls.Send(HttpMethod.Get, calls.Site.Audit($"_apis/audit/auditlog?{range}{more}&api-version=7.2-preview.1"), null, What, cancellation).ConfigureAwait(false);
            if (answer.Status != 200 || Json.Object(answer.Body) is not { } page || page.Child("decoratedAuditLogEntries") is null)
            {
                return null;
            }

            events.AddRange(page.Items("decoratedAuditLogEntries").Select(AuditEvent.From).Where(e => e.AuthorizationId is not null || e.UsedIdStart is not null));
            next = page.Flag("hasMore") != false && page.Text("continuationToken") is { Length: > 0 } token ? token : null;
            if (next is not null && (!seen.Add(next) || seen.Count > calls.Gateway.Limits.Pages))
            {
                return null;
            }
        }
        while (next is not null);
        return events;
    }

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
