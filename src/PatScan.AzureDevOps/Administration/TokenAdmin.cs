using System.Buffers;
using System.Text.Json;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Administration;

/// <summary>The Token Admin API: what an administrator lists and revokes of other people's tokens.</summary>
internal sealed class TokenAdmin(OperatorCalls calls)
{
    /// <summary>Ids of one revocation. Microsoft does not publish the limit; its own script sends ten times as many.</summary>
    public const int Batch = 100;

    // The preview adds the hash that identifies a token exactly; the older version works everywhere.
    private static readonly string[] Versions = ["7.2-preview.1", "7.1"];
    private int version;

    /// <summary>Every token of a user, valid or not, SSH keys aside.</summary>
    /// <param name="descriptor">A subject descriptor: <c>aad.…</c> or <c>msa.…</c>.</param>
    /// <exception cref="AzureDevOpsError">The list could not be had whole; half a list decides nothing.</exception>
    public async Task<IReadOnlyList<PatRow>> List(string descriptor, CancellationToken cancellation)
    {
        const string What = "Listing tokens";
        var rows = new Dictionary<Guid, PatRow>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? next = null;
        do
        {
            var page = await Page(descriptor, next, What, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items("value"))
            {
                var row = PatRow.From(item) ?? throw Messages.NotUnderstood(calls.Site, What);
                rows.TryAdd(row.AuthorizationId, row);
            }

            next = NextPage(page);
            if (next is not null && (!seen.Add(next) || seen.Count > calls.Gateway.Limits.Pages))
            {
                throw Messages.EndlessList(calls.Site, What);
            }
        }
        while (next is not null);
        return [.. rows.Values.Where(r => !r.IsPublic)];
    }

    /// <summary>Asks for the revocation of up to <see cref="Batch"/> ids. The answer says nothing of each: list again.</summary>
    /// <exception cref="CallLost">Nobody knows whether it was done.</exception>
    public Task<Answer> Revoke(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        calls.Write(HttpMethod.Post, RevocationAddress, Body(ids), cancellation);

    /// <summary>Where revocations are sent; the audit trail writes it down.</summary>
    public Uri RevocationAddress => calls.Site.Identity("_apis/tokenadmin/revocations?isPublic=false&api-version=7.1");

    private async Task<JsonElement> Page(string descriptor, string? continuation, string what, CancellationToken cancellation)
    {
        var answer = await Ask(descriptor, continuation, Versions[version], what, cancellation).ConfigureAwait(false);
        if (answer.Status is 400 or 404 or 406 or 410 && version == 0 && continuation is null)
        {
            // Only an answer shows that it was the version and not the user that the service did not know.
            answer = await Ask(descriptor, continuation, Versions[1], what, cancellation).ConfigureAwait(false);
            version = answer.Status == 200 ? 1 : 0;
        }

        return answer.Status == 404
            ? throw Messages.UserNotFound(calls.Site, descriptor)
            : Rows(await calls.Object(answer, what, cancellation).ConfigureAwait(false), what);
    }

    private Task<Answer> Ask(string descriptor, string? continuation, string api, string what, CancellationToken cancellation)
    {
        var query = $"isPublic=false&api-version={api}{(continuation is null ? "" : "&continuationToken=" + Uri.EscapeDataString(continuation))}";
        var address = calls.Site.Identity($"_apis/tokenadmin/personalaccesstokens/{Uri.EscapeDataString(descriptor)}?{query}");
        return calls.Send(HttpMethod.Get, address, null, what, cancellation);
    }

    // An object without rows is another service's answer, not an empty list.
    private JsonElement Rows(JsonElement root, string what) =>
        root.Child("value")?.ValueKind == JsonValueKind.Array ? root : throw Messages.NotUnderstood(calls.Site, what);

    // Null and the zero id both end the list.
    private static string? NextPage(JsonElement page) =>
        page.Text("continuationToken") is { Length: > 0 } text && !(Guid.TryParse(text, out var id) && id == Guid.Empty) ? text : null;

    private static byte[] Body(IReadOnlyCollection<Guid> ids)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var id in ids)
            {
                json.WriteStartObject();
                json.WriteString("authorizationId", id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
