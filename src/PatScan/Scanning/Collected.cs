using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;

namespace PatScan.Scanning;

/// <summary>What one worker, and in the end the whole scan, has gathered: secrets with their places, and what was not scanned.</summary>
internal sealed class Collected
{
    private readonly Dictionary<(string Rule, Secret Secret), (Rule Rule, List<Place> Places)> secrets = [];
    private readonly List<NotScanned> notScanned = [];

    public void Add(Rule rule, Secret secret, Place place)
    {
        if (secrets.TryGetValue((rule.Id, secret), out var known))
        {
            known.Places.Add(place);
        }
        else
        {
            secrets.Add((rule.Id, secret), (rule, [place]));
        }
    }

    public void Add(NotScanned item) => notScanned.Add(item);

    public void AddAll(Collected other)
    {
        foreach (var ((_, secret), (rule, places)) in other.secrets)
        {
            foreach (var place in places)
            {
                Add(rule, secret, place);
            }
        }

        notScanned.AddRange(other.notScanned);
    }

    /// <summary>What is found: secrets with at least one place in which they are not silenced.</summary>
    public IReadOnlyList<Finding> Findings() => Ordered(places => places.Any(place => place.Silence is null));

    /// <summary>What is silenced wherever it stands.</summary>
    public IReadOnlyList<Finding> Silenced() => Ordered(places => places.All(place => place.Silence is not null));

    private IReadOnlyList<Finding> Ordered(Predicate<List<Place>> wanted) =>
    [
        .. secrets
            .Where(entry => wanted(entry.Value.Places))
            .Select(entry => Finding.Of(entry.Value.Rule, entry.Key.Secret, Distinct(entry.Value.Places)))
            .OrderByDescending(finding => finding.Confidence)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Places[0])
            .ThenBy(finding => finding.Secret.Fingerprint, StringComparer.Ordinal),
    ];

    /// <summary>A file that two of the given paths lead to is scanned twice, and its places are one.</summary>
    private static List<Place> Distinct(List<Place> places)
    {
        places.Sort();
        return [.. places.Where((place, i) => i == 0 || place.CompareTo(places[i - 1]) != 0)];
    }

    public IReadOnlyList<NotScanned> NotScanned() =>
    [
        .. notScanned
            .OrderBy(item => item.Reason.Code, StringComparer.Ordinal)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Detail, StringComparer.Ordinal),
    ];
}
