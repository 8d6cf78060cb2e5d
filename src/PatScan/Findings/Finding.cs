using PatScan.Context;
using PatScan.Rules;

namespace PatScan.Findings;

/// <summary>One secret with all the places in which it stands.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Secret">The secret.</param>
/// <param name="Confidence">How sure it is: the surest of its places.</param>
/// <param name="Places">Where it stands, ordered; at least one. Those in which it is silenced only when all are.</param>
public sealed record Finding(Rule Rule, Secret Secret, Confidence Confidence, IReadOnlyList<Place> Places)
{
    /// <summary>Where it also stands, but is silenced, ordered; empty when it is silenced everywhere.</summary>
    public IReadOnlyList<Place> SilencedPlaces { get; init; } = [];

    /// <summary>Whether it is silenced wherever it stands.</summary>
    public bool IsSilenced => Places.All(place => place.Silence is not null);

    /// <summary>Whether it is a sample that documentation publishes.</summary>
    public bool IsPublishedSample => Rule.Samples.Contains(Secret.Fingerprint);

    /// <summary>The month in which the secret was issued, such as <c>2025-06</c>, where it tells; else null.</summary>
    public string? Issued => Rule.Check?.Issued(Secret.Reveal());

    /// <summary>Where it came from and whether it is still there, for a scan of history; else null.</summary>
    public SecretHistory? History => SecretHistory.Of(Places);

    /// <summary>
    /// The organisations and servers that its places say it is for, each once with its first evidence, ordered by place. Places
    /// can disagree: then there are several. Those that a place cannot decide between are in <see cref="Candidates"/>.
    /// </summary>
    public IReadOnlyList<Attribution> Targets =>
        Distinct(Places.Where(place => place.Context.Evidence is not null).Select(place => Attribute(place, place.Context.Evidence!)));

    /// <summary>What its places name without deciding, each once; empty when some place decides.</summary>
    public IReadOnlyList<Attribution> Candidates =>
        Targets.Count > 0 ? [] : Distinct(Places.SelectMany(place => place.Context.Candidates.Select(candidate => Attribute(place, candidate))));

    /// <summary>The finding of a secret in these places, of which the silenced ones count only when there are no others.</summary>
    internal static Finding Of(Rule rule, Secret secret, IEnumerable<Place> places)
    {
        var counting = places.ToLookup(place => place.Silence is null);
        var (counted, silenced) = counting[true].Any() ? (counting[true], counting[false]) : (counting[false], []);
        return new Finding(rule, secret, counted.Max(place => place.Confidence), [.. counted.Order()]) { SilencedPlaces = [.. silenced.Order()] };
    }

    private static Attribution Attribute(Place place, Evidence evidence) => new(evidence.Target, place, evidence);

    private static IReadOnlyList<Attribution> Distinct(IEnumerable<Attribution> all)
    {
        var groups = new List<List<Attribution>>();
        foreach (var attribution in all)
        {
            if (groups.Find(group => group[0].Target.IsSamePlace(attribution.Target)) is { } known)
            {
                known.Add(attribution);
            }
            else
            {
                groups.Add([attribution]);
            }
        }

        return [.. groups.Select(group => group[0] with { Target = group[0].Target with { Project = CommonProject(group) } })];
    }

    /// <summary>The project, if all the evidence that names one names the same.</summary>
    private static string? CommonProject(List<Attribution> group)
    {
        var projects = group.Select(attribution => attribution.Target.Project).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return projects.Count == 1 ? projects[0] : null;
    }
}
