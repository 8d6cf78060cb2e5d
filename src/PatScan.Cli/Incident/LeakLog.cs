using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using PatScan.Cli.Reports;

namespace PatScan.Cli.Incident;

/// <summary>The SARIF of a scan, read for the tokens in it and written back with what became of them.</summary>
internal sealed class LeakLog
{
    private static readonly string[] Since = ["commit", "date", "author"];

    // What a scan writes for one organisation, for places that disagree, and for places that cannot decide.
    private static readonly string[] Evidence = ["organization", "organizations", "organizationCandidates"];

    private readonly SarifLog log;

    private LeakLog(SarifLog log, IReadOnlyList<Leak> leaks) => (this.log, Leaks) = (log, leaks);

    /// <summary>The tokens, each fingerprint once.</summary>
    public IReadOnlyList<Leak> Leaks { get; }

    /// <summary>Every result that is about the token, in whichever run.</summary>
    public IEnumerable<Result> ResultsOf(string fingerprint) => Results(log).Where(r => Fingerprint(r) == fingerprint);

    /// <exception cref="UserError">There is no such file, or it is no SARIF.</exception>
    public static LeakLog Load(string path)
    {
        try
        {
            var log = SarifLog.Load(path);
            return log?.Runs is null ? throw Messages.NotFindings(path, "it has no runs") : new(log, [.. Read(log).DistinctBy(l => l.Fingerprint)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.NotFindings(path, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException or InvalidCastException)
        {
            throw Messages.NotFindings(path, "it is not SARIF");
        }
    }

    /// <summary>Writes the file with everything that was set on its results.</summary>
    public void Save(StreamWriter text)
    {
        // The standard: when one result of a run tells about its suppression, all must.
        foreach (var run in log.Runs.Where(r => r?.Results?.Any(result => result?.Suppressions is not null) == true))
        {
            run.Results.OfType<Result>().ToList().ForEach(result => result.Suppressions ??= []);
        }

        log.Save(text);
        text.WriteLine();
    }

    private static IEnumerable<Result> Results(SarifLog log) => log.Runs.Where(r => r?.Results is not null).SelectMany(r => r.Results).OfType<Result>();

    private static IEnumerable<Leak> Read(SarifLog log)
    {
        foreach (var result in Results(log))
        {
            if (Leak.Rules.Contains(result.RuleId ?? result.Rule?.Id ?? "") && Fingerprint(result) is { } fingerprint)
            {
                yield return new Leak(result, fingerprint)
                {
                    Places = [.. (result.Locations ?? []).Select(l => Place(l, result)).OfType<LeakPlace>()],
                    Organizations = [.. Evidence.SelectMany(name => Text(result, name)?.Split(", ") ?? [])],
                    Issued = Text(result, "issued"),
                };
            }
        }
    }

    private static string? Fingerprint(Result result) =>
        result.Fingerprints?.TryGetValue(SarifReport.FingerprintKey, out var fingerprint) == true ? fingerprint : null;

    private static LeakPlace? Place(Location location, Result result)
    {
        var physical = location?.PhysicalLocation;
        if (physical?.ArtifactLocation?.Uri is not { } uri)
        {
            return null;
        }

        var path = Uri.UnescapeDataString(uri.OriginalString);
        var since = string.Join(' ', Since.Select(name => Text(location!, name) ?? Text(result, name)).OfType<string>());
        var line = physical.Region?.StartLine;
        return new(path == "stdin" ? null : path, line is > 0 ? line : null, since) { ObjectId = Text(location!, "object") };
    }

    // Sarif.Sdk reads what looks like a date as one, and then throws when it is asked for as the string that it was.
    private static string? Text(PropertyBagHolder holder, string name) =>
        holder.TryGetSerializedPropertyValue(name, out var json) && json?.Trim('"') is { Length: > 0 and < 1000 } text && !text.Contains('\\', StringComparison.Ordinal) ? text : null;
}
