using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PatScan.AzureDevOps.Verification;
using PatScan.Cli.Incident;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>PatScan's own JSON: everything that the console says, for programs. Keys are stable.</summary>
internal sealed partial class JsonReport : IReportFormat
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(Harmless()) };

    /// <summary>Escapes what a terminal or, in "##vso[", a pipeline agent would obey.</summary>
    private static TextEncoderSettings Harmless()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters('#');
        return settings;
    }

    public void Write(Report report, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("tool", "PatScan");
        json.WriteString("version", ProgramVersion.Number);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteNumber("contents", report.Result.Contents);
        json.WriteNumber("bytes", report.Result.Bytes);
        json.WriteBoolean("complete", !report.Result.HasGaps);
        json.WriteStartArray("findings");
        foreach (var finding in report.Result.Findings)
        {
            Write(json, finding, report);
        }

        json.WriteEndArray();
        json.WriteStartArray("silenced");
        foreach (var finding in report.Result.Silenced)
        {
            Write(json, finding, report);
        }

        json.WriteEndArray();
        json.WriteStartArray("notScanned");
        foreach (var item in report.Result.NotScanned)
        {
            Write(json, item);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Finding finding, Report report)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("confidence", finding.Confidence.Word());
        json.WriteString("fingerprint", finding.Secret.Fingerprint);
        json.WriteString("secret", report.ShowSecrets ? Encoding.Latin1.GetString(finding.Secret.Reveal()) : finding.Secret.Mask);
        WriteIfAny(json, "issued", finding.Issued);
        WriteContext(json, finding);
        if (report.Verdicts.TryGetValue(finding.Secret.Fingerprint, out var verdict))
        {
            Write(json, verdict);
        }

        json.WriteStartArray("places");
        foreach (var place in finding.Places.Concat(finding.SilencedPlaces))
        {
            Write(json, place);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject("verification");
        json.WriteString("status", verdict.Status.Word());
        json.WriteString("reason", verdict.Reason.Code);
        json.WriteString("evidence", verdict.Evidence);
        WriteIfAny(json, "organization", verdict.Site?.Name);
        WriteIfAny(json, "organizationId", verdict.OrganizationId?.ToString());
        WriteIfAny(json, "owner", verdict.Owner?.ToString());
        WriteIfAny(json, "ownerDescriptor", verdict.Owner?.Descriptor);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Place place)
    {
        json.WriteStartObject();
        json.WriteString("kind", place.Origin.Kind.ToString());
        json.WriteString("path", place.Origin.Path);
        WriteIfAny(json, "root", place.Origin.Root);
        WriteIfAny(json, "object", place.Origin.ObjectId);
        if (place.Origin.Entries.Count > 0)
        {
            WriteList(json, "entries", place.Origin.Entries);
        }

        WriteContext(json, place);
        if (place.Decodings.Count > 0)
        {
            WriteList(json, "decodings", place.Decodings);
        }

        json.WriteNumber("line", place.Region.StartLine);
        json.WriteNumber("column", place.Region.StartColumn);
        json.WriteNumber("endLine", place.Region.EndLine);
        json.WriteNumber("endColumn", place.Region.EndColumn);
        json.WriteNumber("byteOffset", place.Region.ByteOffset);
        json.WriteNumber("byteLength", place.Region.ByteLength);
        if (place.History is { } history)
        {
            WriteHistory(json, history);
        }

        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, ObjectHistory history)
    {
        json.WriteString("presence", HistoryText.Word(history.Presence));
        WriteList(json, "paths", history.Paths);
        WriteList(json, "refs", history.Refs);
        foreach (var (key, commit) in new[] { ("introduced", history.Introduced), ("removed", history.Removed) })
        {
            if (commit is not null)
            {
                json.WriteStartObject(key);
                json.WriteString("commit", commit.Id);
                json.WriteString("author", commit.Author.Name);
                WriteIfAny(json, "date", commit.Committer.Date?.ToString("O", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }
        }
    }

    private static void WriteList(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NotScanned item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Name);
        json.WriteString("reason", item.Reason.Code);
        WriteIfAny(json, "detail", item.Detail);
        json.WriteBoolean("gap", item.IsGap);
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }
}
