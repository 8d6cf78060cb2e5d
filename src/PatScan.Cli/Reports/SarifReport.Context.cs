using Microsoft.CodeAnalysis.Sarif;
using PatScan.Findings;

namespace PatScan.Cli.Reports;

/// <summary>What the surroundings of a secret say, in the property bag of its result: SARIF has no fields for it.</summary>
internal sealed partial class SarifReport
{
    private static void SetContext(Result result, Finding finding)
    {
        result.SetProperty("kind", finding.Places[0].Context.Kind.Word());
        if (finding.IsPublishedSample)
        {
            result.SetProperty("publishedSample", true);
        }

        if (finding.SilencedPlaces.Count > 0)
        {
            result.SetProperty("silencedPlaces", finding.SilencedPlaces.Count);
        }

        var targets = finding.Targets;
        if (targets is [var only])
        {
            SetProperty(result, "organization", only.Target.Organization);
            SetProperty(result, "project", only.Target.Project);
            SetProperty(result, "server", only.Target.Server);
            SetProperty(result, "organizationEvidence", only.ToString());
        }
        else if (targets.Count > 1)
        {
            // The places disagree; a consumer that wants one organisation must not get the first by accident.
            result.SetProperty("organizations", string.Join(", ", targets.Select(target => target.Target.Organization ?? target.Target.Server)));
            result.SetProperty("organizationEvidence", string.Join("; ", targets));
        }
        else if (finding.Candidates is { Count: > 0 } candidates)
        {
            result.SetProperty("organizationCandidates", string.Join(", ", candidates.Select(candidate => candidate.Target.Organization ?? candidate.Target.Server)));
            result.SetProperty("organizationEvidence", string.Join("; ", candidates));
        }
    }

    private static void SetProperty(Result result, string name, string? value)
    {
        if (value is not null)
        {
            result.SetProperty(name, value);
        }
    }
}
