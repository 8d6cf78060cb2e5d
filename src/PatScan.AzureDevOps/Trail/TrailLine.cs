using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Trail;

/// <summary>
/// An entry as a line: a JSON object whose last two fields chain it. "prev" is the hash of the line before; "hash" is the
/// SHA-256 of this line's bytes up to the comma before "hash". Anybody can check it with a shell.
/// </summary>
internal sealed record TrailLine(TrailEntry Entry, string Previous, string Hash)
{
    /// <summary>What the first line has for "prev".</summary>
    public static readonly string Genesis = new('0', 64);

    private static readonly byte[] Mark = [.. ",\"hash\":\""u8];
    private static readonly int Ending = Mark.Length + 64 + 2;
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line's bytes, line feed included, and its hash.</summary>
    public static (byte[] Bytes, string Hash) Write(TrailEntry entry, string previous)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            Fields(json, entry);
            json.WriteString("prev", previous);
            json.WriteEndObject();
        }

        var body = buffer.WrittenSpan[..^1];
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        return ([.. body, .. Mark, .. Encoding.ASCII.GetBytes(hash), .. "\"}\n"u8], hash);
    }

    /// <summary>Reads a line (without its line feed) whose own hash holds; null for anything else.</summary>
    public static TrailLine? Read(ReadOnlyMemory<byte> line)
    {
        if (!IsWhole(line.Span))
        {
            return null;
        }

        var at = line.Length - Ending;
        var hash = Encoding.ASCII.GetString(line.Span.Slice(at + Mark.Length, 64));
        return Convert.ToHexStringLower(SHA256.HashData(line.Span[..at])) == hash && Json.Object(line) is { } root && root.Text("prev") is { } previous
            ? new TrailLine(Parse(root), previous, hash)
            : null;
    }

    /// <summary>Whether it ends as a whole line does, with or without its line feed; says nothing of the hash.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\n');
        return line.Length > Ending && line[^Ending..].StartsWith(Mark) && line.EndsWith("\"}"u8);
    }

    private static void Fields(Utf8JsonWriter json, TrailEntry entry)
    {
        json.WriteNumber("seq", entry.Sequence);
        json.WriteString("time", entry.Time.UtcDateTime);
        json.WriteString("run", entry.Run);
        json.WriteString("kind", entry.Kind);
        Optional(json, "who", entry.Who);
        Optional(json, "operator", entry.Operator);
        Optional(json, "organization", entry.Organization);
        Optional(json, "request", entry.Request);
        Optional(json, "answer", entry.Answer);
        if (entry.About is { } about)
        {
            json.WriteNumber("about", about);
        }

        if (entry.TornBytes is { } torn)
        {
            json.WriteNumber("tornBytes", torn);
            json.WriteString("tornHash", entry.TornHash);
        }

        if (entry.Items.Count > 0)
        {
            Items(json, entry.Items);
        }
    }

    private static void Items(Utf8JsonWriter json, IReadOnlyList<TrailItem> items)
    {
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("authorizationId", item.AuthorizationId);
            Optional(json, "fingerprint", item.Fingerprint);
            Optional(json, "owner", item.Owner);
            Optional(json, "outcome", item.Outcome);
            Optional(json, "why", item.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static TrailEntry Parse(JsonElement root) => new(root.Text("kind") ?? "")
    {
        Sequence = Number(root, "seq") ?? 0,
        Time = root.Time("time") ?? default,
        Run = root.Id("run") ?? Guid.Empty,
        Who = root.Text("who"),
        Operator = root.Text("operator"),
        Organization = root.Text("organization"),
        Request = root.Text("request"),
        Answer = root.Text("answer"),
        About = Number(root, "about"),
        TornBytes = Number(root, "tornBytes"),
        TornHash = root.Text("tornHash"),
        Items = [.. root.Items("items").Select(i => new TrailItem(i.Id("authorizationId") ?? Guid.Empty)
        {
            Fingerprint = i.Text("fingerprint"),
            Owner = i.Text("owner"),
            Outcome = i.Text("outcome"),
            Why = i.Text("why"),
        })],
    };

    private static long? Number(JsonElement root, string name) =>
        root.Child(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;
}
