using System.Text.Json;
using PatScan.Context;
using PatScan.Findings;

namespace PatScan.Cli.Reports;

/// <summary>What the surroundings of a secret say.</summary>
internal sealed partial class JsonReport
{
    private static void WriteContext(Utf8JsonWriter json, Finding finding)
    {
        if (finding.IsPublishedSample)
        {
            json.WriteBoolean("publishedSample", true);
        }

        Write(json, "targets", finding.Targets.Select(attribution => (attribution.Target, attribution.ToString())));
        Write(json, "candidates", finding.Candidates.Select(attribution => (attribution.Target, attribution.ToString())));
    }

    private static void WriteContext(Utf8JsonWriter json, Place place)
    {
        json.WriteString("as", place.Context.Kind.Word());
        Write(json, "targets", place.Context.Evidence is { } own ? [(own.Target, own.Text)] : []);
        Write(json, "candidates", place.Context.Candidates.Select(candidate => (candidate.Target, candidate.Text)));
        if (place.Silence is { } silence)
        {
            json.WriteStartObject("silenced");
            json.WriteString("by", silence.By == SilencedBy.Comment ? "comment" : "placeholder");
            json.WriteString("reason", silence.Reason);
            json.WriteEndObject();
        }
    }

    /// <summary>Where a secret is for, and the text that says so; left out when nothing does.</summary>
    private static void Write(Utf8JsonWriter json, string key, IEnumerable<(Target Target, string Evidence)> targets)
    {
        foreach (var (i, (target, evidence)) in targets.Index())
        {
            if (i == 0)
            {
                json.WriteStartArray(key);
            }

            json.WriteStartObject();
            WriteIfAny(json, "organization", target.Organization);
            WriteIfAny(json, "project", target.Project);
            WriteIfAny(json, "server", target.Server);
            json.WriteString("evidence", evidence);
            json.WriteEndObject();
        }

        if (targets.Any())
        {
            json.WriteEndArray();
        }
    }
}
