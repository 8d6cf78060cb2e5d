using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>What one worker, and in the end the whole scan, has gathered: secrets with their places, and what was not scanned.</summary>
internal sealed class Collected
{
    private readonly Dictionary<(string Rule, Secret Secret), (Rule Rule, Confidence Confidence, List<Place> Places)> secrets = [];
    private readonly List<NotScanned> notScanned = [];

    public void Add(Rule rule, Secret secret, Confidence confidence, Place place)
    {
        if (secrets.TryGetValue((rule.Id, secret), out var known))
        {
            known.Places.Add(place);
            secrets[(rule.Id, secret)] = known with { Confidence = confidence > known.Confidence ? confidence : known.Confidence };
        }
        else
        {
            secrets.Add((rule.Id, secret), (rule, confidence, [place]));
        }
    }

    public void Add(NotScanned item) => notScanned.Add(item);

    public void AddAll(Collected other)
    {
        foreach (var ((_, secret), (rule, confidence, places)) in other.secrets)
        {
            foreach (var place in places)
            {
                Add(rule, secret, confidence, place);
            }
        }

        notScanned.AddRange(other.notScanned);
    }

    public IReadOnlyList<Finding> Findings() =>
    [
        .. secrets
            .Select(entry => new Finding(entry.Value.Rule, entry.Key.Secret, entry.Value.Confidence, [.. entry.Value.Places.Order()]))
            .OrderByDescending(finding => finding.Confidence)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Places[0])
            .ThenBy(finding => finding.Secret.Fingerprint, StringComparer.Ordinal),
    ];

    public IReadOnlyList<NotScanned> NotScanned() =>
    [
        .. notScanned
            .OrderBy(item => item.Reason.Code, StringComparer.Ordinal)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Detail, StringComparer.Ordinal),
    ];
}
