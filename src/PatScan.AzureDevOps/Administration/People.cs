using System.Buffers;
using System.Text;
using System.Text.Json;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Administration;

/// <summary>From a name or an id to the subject descriptor by which the token API knows a person, and back.</summary>
internal sealed class People(OperatorCalls calls)
{
    /// <summary>Finds exactly the person with this sign-in name, or takes a descriptor as it is.</summary>
    /// <exception cref="AzureDevOpsError">Nobody, or several people, have it.</exception>
    public async Task<TokenOwner> Find(string user, CancellationToken cancellation)
    {
        if (IsPerson(user))
        {
            return new TokenOwner(null, null, null, user);
        }

        // The identity search is exact in practice; the graph search matches prefixes; the whole list is slow and certain.
        var steps = (Func<Task<IReadOnlyList<TokenOwner>>>[])
            [() => SearchIdentities(user, cancellation), () => SearchGraph(user, cancellation), () => AllUsers(cancellation)];
        foreach (var step in steps)
        {
            var found = (await step().ConfigureAwait(false))
                .Where(p => p.Descriptor is { } d && IsPerson(d) && string.Equals(p.SignInName, user, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(p => p.Descriptor).ToList();
            if (found.Count > 0)
            {
                return found.Count == 1 ? found[0] : throw Messages.UserAmbiguous(calls.Site, user, found.Count);
            }
        }

        throw Messages.UserNotFound(calls.Site, user);
    }

    /// <summary>The descriptor of an identity's id.</summary>
    public async Task<string> Descriptor(Guid id, CancellationToken cancellation)
    {
        var root = await calls.Read(calls.Site.Identity($"_apis/graph/descriptors/{id}?api-version=7.1-preview.1"), "Looking up a person", cancellation).ConfigureAwait(false);
        return root.Text("value") ?? throw Messages.UserNotFound(calls.Site, id.ToString());
    }

    /// <summary>Every user. The next page is named in a header; scripts that look in the body stop after the first, silently.</summary>
    public async Task<IReadOnlyList<TokenOwner>> AllUsers(CancellationToken cancellation)
    {
        const string What = "Listing users";
        var users = new List<TokenOwner>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var more = next is null ? "" : "&continuationToken=" + Uri.EscapeDataString(next);
            var address = calls.Site.Identity($"_apis/graph/users?subjectTypes=aad,msa{more}&api-version=7.1-preview.1");
            var answer = await calls.Send(HttpMethod.Get, address, null, What, cancellation).ConfigureAwait(false);
            users.AddRange(Graph(await calls.Object(answer, What, cancellation).ConfigureAwait(false)));
            next = answer.Header("X-MS-ContinuationToken") is { Length: > 0 } token ? token : null;
            if (next is not null && (!seen.Add(next) || seen.Count > calls.Gateway.Limits.Pages))
            {
                throw Messages.EndlessList(calls.Site, What);
            }
        }
        while (next is not null);
        return users;
    }

    /// <summary>
    /// True when the person is a direct member of Project Collection Administrators, null otherwise: membership through
    /// other groups is not followed, so "no" cannot be said.
    /// </summary>
    public async Task<bool?> IsAdministrator(string descriptor, CancellationToken cancellation)
    {
        try
        {
            var address = calls.Site.Identity($"_apis/graph/memberships/{Uri.EscapeDataString(descriptor)}?direction=up&api-version=7.1-preview.1");
            var root = await calls.Read(address, "Looking up groups", cancellation).ConfigureAwait(false);
            return root.Items("value").Any(m => IsAdministrators(m.Text("containerDescriptor"))) ? true : null;
        }
        catch (AzureDevOpsError)
        {
            return null;
        }
    }

    /// <summary>Whether a descriptor is a person's; service principals and groups have no tokens of this kind.</summary>
    public static bool IsPerson(string text) =>
        text.Length is > 4 and < 300 && (text.StartsWith("aad.", StringComparison.Ordinal) || text.StartsWith("msa.", StringComparison.Ordinal))
        && text.AsSpan(4).IndexOfAnyExcept(DescriptorLetters) < 0;

    private static readonly SearchValues<char> DescriptorLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=");

    // The group's security id ends so in every organisation; the descriptor is its base64.
    private static bool IsAdministrators(string? group)
    {
        if (group?.StartsWith("vssgp.", StringComparison.Ordinal) != true)
        {
            return false;
        }

        var text = group[6..].Replace('-', '+').Replace('_', '/');
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is var sid
            && sid.StartsWith("S-1-9-1551374245-", StringComparison.Ordinal) && sid.EndsWith("-0-0-0-0-1", StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<TokenOwner>> SearchIdentities(string user, CancellationToken cancellation)
    {
        var address = calls.Site.Identity($"_apis/identities?searchFilter=General&filterValue={Uri.EscapeDataString(user)}&queryMembership=None&api-version=7.1");
        var root = await calls.Read(address, "Looking up a person", cancellation).ConfigureAwait(false);
        return [.. root.Items("value").Select(i => new TokenOwner(
            i.Id("id"), i.Text("customDisplayName") ?? i.Text("providerDisplayName"), i.Child("properties")?.Child("Account")?.Text("$value"), i.Text("subjectDescriptor")))];
    }

    private async Task<IReadOnlyList<TokenOwner>> SearchGraph(string user, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("query", user);
            json.WriteStartArray("subjectKind");
            json.WriteStringValue("User");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var address = calls.Site.Identity("_apis/graph/subjectquery?api-version=7.1-preview.1");
        return Graph(await calls.Read(address, "Looking up a person", cancellation, buffer.WrittenSpan.ToArray()).ConfigureAwait(false));
    }

    private static List<TokenOwner> Graph(JsonElement root) =>
        [.. root.Items("value").Select(u => new TokenOwner(null, u.Text("displayName"), u.Text("principalName") ?? u.Text("mailAddress"), u.Text("descriptor")))];
}
