using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Administration;

/// <summary>
/// The PAT lifecycle API: a person's own tokens. It wants a person signed in through Entra, and reports failures inside a
/// 200, in a field whose values grow with the years.
/// </summary>
internal sealed class OwnTokens(OperatorCalls calls)
{
    private const string Version = "api-version=7.1-preview.1";
    private const string What = "Listing your tokens";

    /// <summary>The caller's tokens that are neither revoked nor expired.</summary>
    public async Task<IReadOnlyList<PatRow>> List(CancellationToken cancellation)
    {
        var rows = new Dictionary<Guid, PatRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = "";
        do
        {
            var more = next.Length == 0 ? "" : "&continuationToken=" + Uri.EscapeDataString(next);
            var address = calls.Site.Identity($"_apis/tokens/pats?displayFilterOption=active&$top=100{more}&{Version}");
            var answer = await calls.Send(HttpMethod.Get, address, null, What, cancellation).ConfigureAwait(false);
            var page = await Accept(answer, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items("patTokens"))
            {
                var row = PatRow.From(item) ?? throw Messages.NotUnderstood(calls.Site, What);
                rows.TryAdd(row.AuthorizationId, row);
            }

            next = page.Text("continuationToken") ?? "";
            if (next.Length > 0 && (!seen.Add(next) || seen.Count > calls.Gateway.Limits.Pages))
            {
                throw Messages.EndlessList(calls.Site, What);
            }
        }
        while (next.Length > 0);
        return [.. rows.Values];
    }

    /// <summary>Revokes one of them.</summary>
    /// <exception cref="CallLost">Nobody knows whether it was done.</exception>
    public Task<Answer> Revoke(Guid id, CancellationToken cancellation) =>
        calls.Write(HttpMethod.Delete, RevocationAddress(id), null, cancellation);

    /// <summary>Where the revocation of one token is sent.</summary>
    public Uri RevocationAddress(Guid id) => calls.Site.Identity($"_apis/tokens/pats?authorizationId={id}&{Version}");

    /// <summary>What went wrong inside a successful answer, or null: <c>patTokenError</c> other than none, or an unknown one.</summary>
    public static string? Error(Answer answer) =>
        Json.Object(answer.Body)?.Text("patTokenError") is { } error && !error.Equals("none", StringComparison.OrdinalIgnoreCase) ? Messages.Shown(error) : null;

    private async Task<System.Text.Json.JsonElement> Accept(Answer answer, CancellationToken cancellation)
    {
        var detail = await calls.Detail(answer, cancellation).ConfigureAwait(false);
        if (answer.Status is 401 or 403 || detail.Contains("service principal", StringComparison.OrdinalIgnoreCase)
            || detail.Contains("InvalidAccessException", StringComparison.Ordinal))
        {
            throw Messages.NeedsUserSignIn(calls.Site, calls.Caller.ToString());
        }

        var page = await calls.Object(answer, What, cancellation).ConfigureAwait(false);
        return Error(answer) is { } error ? throw Messages.ServiceFailed(calls.Site, What, answer.Status, error)
            : page.Child("patTokens") is null ? throw Messages.NotUnderstood(calls.Site, What) : page;
    }
}
