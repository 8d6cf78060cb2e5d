using System.Text;
using Microsoft.CodeAnalysis.Sarif;
using PatScan.Cli.Incident;
using PatScan.Content;
using PatScan.Context;
using PatScan.Findings;
using PatScan.Rules;
using Region = Microsoft.CodeAnalysis.Sarif.Region;
using Run = Microsoft.CodeAnalysis.Sarif.Run;

namespace PatScan.Cli.Reports;

/// <summary>
/// SARIF 2.1.0 as GitHub, Azure DevOps and the standard want it: one result for each secret with all its places, never the
/// secret itself. No times and no machine names, so that the same findings are the same bytes.
/// </summary>
internal sealed partial class SarifReport : IReportFormat
{
    /// <summary>The key under which a result carries the <see cref="C3Id"/> of its secret.</summary>
    public const string FingerprintKey = "patscan/secret/v1";

    private const string HomePage = "https://github.com/patscan/patscan";

    // GitHub rejects a result with more; the rest is counted in the properties.
    private const int MostLocations = 1000;

    public void Write(Report report, Stream stream)
    {
        var log = new SarifLog { SchemaUri = new Uri(SarifUtilities.SarifSchemaUri), Version = SarifVersion.Current, Runs = [MakeRun(report)] };
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        log.Save(text);
        text.WriteLine();
    }

    private static Run MakeRun(Report report)
    {
        var places = new ArtifactTable();
        var content = new OriginContent(report.Content);
        var rules = report.Rules.Rules;
        var results = report.Result.Findings.Concat(report.Result.Silenced).Select(finding => WithVerdict(MakeResult(finding, rules, places, content), finding, report)).ToList();
        if (report.Result.Silenced.Count > 0)
        {
            // The standard: when one result tells about its suppression, all must.
            results.ForEach(result => result.Suppressions ??= []);
        }

        return new Run
        {
            Tool = new Tool { Driver = MakeDriver(rules, report.Result.NotScanned) },
            ColumnKind = ColumnKind.Utf16CodeUnits,
            Results = results,
            Invocations = [MakeInvocation(report, places)],
            OriginalUriBaseIds = places.BaseIds,
            Artifacts = places.Artifacts,
            VersionControlProvenance = MakeProvenance(report.Repository),
        };
    }

    private static Result WithVerdict(Result result, Finding finding, Report report)
    {
        if (report.Verdicts.TryGetValue(finding.Secret.Fingerprint, out var verdict))
        {
            SarifOutcome.Write(result, verdict, verdict);
        }

        return result;
    }

    private static ToolComponent MakeDriver(IReadOnlyList<Rule> rules, IReadOnlyList<NotScanned> notScanned) => new()
    {
        Name = "PatScan",
        FullName = $"PatScan {ProgramVersion.Number}",
        Version = ProgramVersion.Number,
        SemanticVersion = ProgramVersion.Number,
        InformationUri = new Uri(HomePage),
        Rules = [.. rules.Select(MakeRule)],
        Notifications = notScanned.Count == 0 ? null : [.. Reasons(notScanned).Select(MakeNotification)],
    };

    private static ReportingDescriptor MakeRule(Rule rule)
    {
        var made = new ReportingDescriptor
        {
            Id = rule.Id,
            Name = rule.Name,
            ShortDescription = new MultiformatMessageString { Text = Sentence(rule.Title) },
            FullDescription = new MultiformatMessageString { Text = rule.Description },
            Help = new MultiformatMessageString { Text = rule.Help.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal), Markdown = rule.Help },
            HelpUri = rule.HelpUri,
            DefaultConfiguration = new ReportingConfiguration { Level = FailureLevel.Error },
        };
        made.SetProperty("precision", rule.Check is null ? "high" : "very-high");
        made.SetProperty("problem.severity", "error");
        made.SetProperty("security-severity", rule.Severity.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var tag in rule.Tags)
        {
            made.Tags.Add(tag);
        }

        return made;
    }

    private static ReportingDescriptor MakeNotification(SkipReason reason) => new()
    {
        Id = reason.Code,
        Name = string.Concat(reason.Code.Split('-').Select(Capital)),
        ShortDescription = new MultiformatMessageString { Text = Sentence(Capital(reason.One)) },
        FullDescription = new MultiformatMessageString { Text = $"{(reason.IsGap ? "Should have been scanned and was not" : "Left out")}: {reason.Many}." },
        Help = new MultiformatMessageString { Text = reason.Advice ?? "Nothing needs to be done." },
        HelpUri = new Uri(HomePage),
    };

    private static Result MakeResult(Finding finding, IReadOnlyList<Rule> rules, ArtifactTable places, OriginContent content)
    {
        var result = new Result
        {
            RuleId = finding.Rule.Id,
            RuleIndex = Enumerable.Range(0, rules.Count).First(i => rules[i].Id == finding.Rule.Id),
            Level = finding.Confidence switch
            {
                Confidence.Proven => FailureLevel.Error,
                Confidence.Likely => FailureLevel.Warning,
                _ => FailureLevel.Note,
            },
            Message = new Message { Text = MessageText(finding) },
            Fingerprints = new Dictionary<string, string> { [FingerprintKey] = finding.Secret.Fingerprint },
        };
        var first = finding.Places[0];
        var firstContent = content.Read(first.Origin);
        places.Locate(first.Origin, firstContent?.Length);
        result.Locations = [.. finding.Places.Take(MostLocations).Select(place => MakeLocation(place, places))];
        if (firstContent is not null && LineHash.Of(firstContent, first.Region.StartLine) is { } hash)
        {
            result.PartialFingerprints = new Dictionary<string, string> { ["primaryLocationLineHash"] = hash };
        }

        result.SetProperty("confidence", finding.Confidence.Word());
        result.SetProperty("places", finding.Places.Count);
        if (finding.Issued is { } issued)
        {
            result.SetProperty("issued", issued);
        }

        AddHistory(result, finding);
        SetContext(result, finding);
        if (finding.IsSilenced)
        {
            result.Suppressions = [.. finding.Places.Select(place => place.Silence!.Describe()).Distinct().Order(StringComparer.Ordinal).Select(reason => new Suppression { Kind = SuppressionKind.InSource, Justification = reason })];
        }

        return result;
    }

    private static string MessageText(Finding finding)
    {
        var certainty = finding.Confidence switch
        {
            Confidence.Proven => "its checksum holds, so it is a real one",
            _ when finding.IsPublishedSample => "it is a sample that documentation publishes",
            Confidence.Likely => "it has the right form and stands where such a secret would",
            _ when finding.Rule.Check is null => "it looks like one, and no more is known",
            _ => "it has the right form, but its checksum does not hold",
        };
        var issued = finding.Issued is null ? "" : $", issued {finding.Issued}";
        return $"{finding.Rule.Title} '{finding.Secret.Mask}'{issued}: {certainty}. Revoke it, then remove it.";
    }

    private static Location MakeLocation(Place place, ArtifactTable places)
    {
        var region = place.Region;
        var location = new Location
        {
            PhysicalLocation = new PhysicalLocation
            {
                ArtifactLocation = places.Locate(place.Origin),
                Region = new Region
                {
                    StartLine = region.StartLine,
                    StartColumn = region.StartColumn,
                    EndLine = region.EndLine,
                    EndColumn = region.EndColumn,
                },
            },
        };
        if (place.Context.Kind != PlaceKind.Unknown)
        {
            location.SetProperty("kind", place.Context.Kind.Word());
        }

        if (region.ByteOffset + region.ByteLength <= int.MaxValue)
        {
            location.PhysicalLocation.Region.ByteOffset = (int)region.ByteOffset;
            location.PhysicalLocation.Region.ByteLength = (int)region.ByteLength;
        }

        if (place.Decodings.Count > 0)
        {
            location.SetProperty("decodings", place.Decodings.ToArray());
        }

        AddHistory(location, place);
        return location;
    }

    private static Invocation MakeInvocation(Report report, ArtifactTable places)
    {
        var reasons = Reasons(report.Result.NotScanned);
        return new Invocation
        {
            // GitHub refuses a file whose run says that it failed, and with it the findings of a partial scan.
            ExecutionSuccessful = true,
            ExitCode = report.ExitCode,
            ExitCodeDescription = ExitCode.Describe(report.ExitCode),
            ToolExecutionNotifications = report.Result.NotScanned.Count == 0
                ? null
                : [.. report.Result.NotScanned.Select(item => MakeNotification(item, reasons.IndexOf(item.Reason)))],
        };
    }

    private static Notification MakeNotification(NotScanned item, int index)
    {
        var detail = item.Detail is null ? "" : $": {item.Detail}";
        return new Notification
        {
            Descriptor = new ReportingDescriptorReference { Id = item.Reason.Code, Index = index },
            Level = item.IsGap ? FailureLevel.Error : FailureLevel.Note,
            Message = new Message { Text = Sentence($"Not scanned, {item.Reason.One}: '{item.Name}'{detail}") },
        };
    }

    private static List<SkipReason> Reasons(IReadOnlyList<NotScanned> items) => [.. items.Select(item => item.Reason).Distinct()];

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
