using System.Text.RegularExpressions;

namespace PatScan.Context;

/// <summary>
/// Reads what the text around a secret says about it: what it is there, and for which Azure DevOps organisation or server.
/// The address that the secret is part of counts most, then the entry it belongs to, then what shares the smallest block of
/// text with it, then the nearest line. Where two places are equally near, none is chosen.
/// </summary>
internal static partial class ContextReader
{
    /// <summary>Reads the context. <paramref name="path"/> is the file's name, for formats that only it tells.</summary>
    public static PlaceContext Read(Surroundings surroundings, string path, bool forAzureDevOps)
    {
        var text = surroundings.Text;
        var addresses = AddressReader.Read(text);
        var own = addresses.LastOrDefault(address => address.Contains(surroundings.At));
        var kind = KindReader.Read(surroundings, own is not null, path);
        if (!forAzureDevOps)
        {
            return new PlaceContext { Kind = kind };
        }

        var entry = own is null ? EntryReader.Read(surroundings) : null;
        if ((own ?? entry) is { } decisive)
        {
            if (TargetReader.Of(decisive) is { } target)
            {
                return new PlaceContext { Kind = kind, Evidence = MakeEvidence(target, decisive, surroundings), IsTied = true };
            }

            // It is for some other host, whatever else the text mentions.
            if (!TargetReader.IsAzureDevOps(decisive))
            {
                return new PlaceContext { Kind = kind, IsTied = true };
            }
        }

        return Nearest(surroundings, kind, Mentions(surroundings, addresses));
    }

    /// <summary>The organisations and servers that a text names, as evidence without lines.</summary>
    public static IEnumerable<Evidence> Targets(string text)
    {
        foreach (var address in AddressReader.Read(text))
        {
            if (TargetReader.Of(address) is { } target)
            {
                yield return new Evidence(target, Show(target, address), null);
            }
        }
    }

    private static PlaceContext Nearest(Surroundings surroundings, PlaceKind kind, List<Mention> mentions)
    {
        if (mentions.Count == 0)
        {
            return new PlaceContext { Kind = kind };
        }

        var scopes = new Scopes(surroundings);
        var nearest = Least(mentions, mention => scopes.Distance(mention.Start, mention.End));
        nearest = Least(nearest, mention => Math.Abs(surroundings.LinesTo(mention.Start)));
        nearest.Sort((a, b) => Math.Abs(a.Start - surroundings.At).CompareTo(Math.Abs(b.Start - surroundings.At)));
        var evidence = new List<Evidence>();
        foreach (var mention in nearest)
        {
            if (!evidence.Exists(seen => seen.Target.IsSamePlace(mention.Target)))
            {
                var target = mention.Target with { Project = CommonProject(mention.Target, nearest) };
                evidence.Add(new Evidence(target, mention.Shown, surroundings.LinesTo(mention.Start)));
            }
        }

        return evidence.Count > 1
            ? new PlaceContext { Kind = kind, Candidates = [.. evidence.OrderBy(item => item.Target.ToString(), StringComparer.Ordinal)] }
            : new PlaceContext { Kind = kind, Evidence = evidence[0], IsTied = scopes.IsSameEntry(nearest[0].Start, nearest[0].End) };
    }

    private static List<Mention> Least(List<Mention> mentions, Func<Mention, int> measure)
    {
        var measured = mentions.ConvertAll(mention => measure(mention));
        var least = measured.Min();
        return [.. mentions.Where((_, i) => measured[i] == least)];
    }

    /// <summary>The project of a place, where all the mentions that name one agree.</summary>
    private static string? CommonProject(Target place, List<Mention> mentions)
    {
        var projects = mentions.Select(mention => mention.Target).Where(place.IsSamePlace).Select(target => target.Project).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return projects.Count == 1 ? projects[0] : null;
    }

    private static List<Mention> Mentions(Surroundings surroundings, List<Address> addresses)
    {
        var mentions = new List<Mention>();
        foreach (var address in addresses)
        {
            if (TargetReader.Of(address) is { } target)
            {
                mentions.Add(new Mention(address.Start, address.End, target, address, ""));
            }
        }

        // Most texts have neither word, and the expression is slow to find that out.
        var text = surroundings.Text;
        if (!text.Contains("org", StringComparison.OrdinalIgnoreCase) && !text.Contains("account", StringComparison.OrdinalIgnoreCase))
        {
            return mentions;
        }

        foreach (Match match in OrganizationNames().Matches(text))
        {
            var name = match.Groups["name"].Value;
            var shown = match.Groups["shown"].Value;
            if (TargetReader.IsOrganization(name))
            {
                mentions.Add(new Mention(match.Index, match.Index + match.Length, new Target(name, null, null), null, shown.EndsWith(name, StringComparison.Ordinal) ? shown : $"{shown} … {name}"));
            }
        }

        return mentions;
    }

    private static Evidence MakeEvidence(Target target, Address address, Surroundings surroundings) =>
        new(target, Show(target, address), surroundings.LinesTo(address.Start));

    /// <summary>The address up to what it names, without anything that could be a secret.</summary>
    private static string Show(Target target, Address address)
    {
        var shown = address.Path.TakeWhile(segment =>
            segment is "v3" || segment == target.Organization || segment.Equals("DefaultCollection", StringComparison.OrdinalIgnoreCase)
            || Uri.UnescapeDataString(segment) == target.Project || target.Server?.Contains($"/{segment}", StringComparison.Ordinal) == true);
        var scheme = address.Scheme.Length == 0 ? "" : $"{address.Scheme}://";
        var isUser = address.Path.Count == 0 && address.UserInfo.Split(':')[0] == target.Organization;
        var user = isUser ? $"{target.Organization}@" : address.UserInfo.Length > 0 ? "…@" : "";
        return $"{scheme}{user}{address.Host}{address.Port}/{string.Join('/', shown)}".TrimEnd('/');
    }

    // Only names that say Azure DevOps: a bare "organization" can be anybody's.
    [GeneratedRegex("(?<shown>(?:azure[_-]?devops|azdo|\\bado|vsts)[_-]?(?:org|organi[sz]ation|account)(?:[_-]?name)?[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?<name>[a-z0-9][a-z0-9-]{0,49}))(?![\\w.:/@%$({-])|(?<shown>\\baz\\s+(?:devops|repos|pipelines|boards|artifacts)\\b)[^\\n|;]{0,200}?--org(?:anization)?[ =][\"']?(?<name>[a-z0-9][a-z0-9-]{0,49})(?![\\w.:/@%$({-])", RegexOptions.IgnoreCase)]
    private static partial Regex OrganizationNames();

    private sealed record Mention(int Start, int End, Target Target, Address? Address, string Text)
    {
        public string Shown => Address is null ? Text : Show(Target, Address);
    }
}
