using System.Text.RegularExpressions;

namespace PatScan.Context;

/// <summary>
/// Formats in which the address of a credential does not stand beside it but is found by name, or stands in fields of its own:
/// NuGet.config, Maven's settings.xml, .netrc, git's credential format. Says nothing where the format is another.
/// </summary>
internal static partial class EntryReader
{
    /// <summary>The address that the entry around the mark belongs to, or null.</summary>
    public static Address? Read(Surroundings surroundings)
    {
        var text = surroundings.Text;
        var before = text[..surroundings.At];
        return NuGet(text, before) ?? Maven(text, before) ?? Netrc(before) ?? GitCredential(text, before);
    }

    private static Address? NuGet(string text, string before)
    {
        var section = before.LastIndexOf("<packageSourceCredentials", StringComparison.OrdinalIgnoreCase);
        if (section < 0 || before.IndexOf("</packageSourceCredentials", section, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return null;
        }

        var name = Elements().Matches(before[(section + 1)..]).LastOrDefault()?.Groups[1].Value;
        return name is null ? null : Sources().Matches(text)
            .Where(source => string.Equals(source.Groups[1].Value, Decode(name), StringComparison.OrdinalIgnoreCase))
            .Select(source => Inside(text, source.Groups[2]))
            .FirstOrDefault(address => address is not null);
    }

    private static Address? Maven(string text, string before)
    {
        var server = before.LastIndexOf("<server>", StringComparison.Ordinal);
        if (server < 0 || before.IndexOf("</server>", server, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var end = text.IndexOf("</server>", server, StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        var id = MavenId().Match(text[server..end]).Groups[1].Value;
        return id.Length == 0 ? null : MavenRepositories().Matches(text)
            .Where(repository => MavenId().Match(repository.Value).Groups[1].Value == id)
            .Select(repository => Inside(text, repository))
            .FirstOrDefault(address => address is not null);
    }

    private static Address? Netrc(string before)
    {
        var match = before.Contains("machine", StringComparison.Ordinal) ? Machine().Match(before) : Match.Empty;
        return match.Success ? Address.Parse($"{match.Groups[2].Value}@{match.Groups[1].Value}", "https", match.Index, before.Length) : null;
    }

    private static Address? GitCredential(string text, string before)
    {
        var fields = before.EndsWith("\npassword=", StringComparison.Ordinal) ? GitFields().Match(before) : Match.Empty;
        if (!fields.Success)
        {
            return null;
        }

        string? Field(string name) => fields.Groups[1].Captures.Select(field => field.Value.Trim().Split('=', 2)).FirstOrDefault(field => field[0] == name)?[1];
        var end = text.IndexOf("\n\n", before.Length, StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        return Field("host") is { } host && Field("protocol") is { } scheme
            ? Address.Parse($"{Field("username")}@{host}/{Field("path")}", scheme, fields.Index, end)
            : null;
    }

    private static Address? Inside(string text, Capture part) =>
        AddressReader.Read(part.Value).Select(address => address with { Start = part.Index + address.Start, End = part.Index + address.End }).FirstOrDefault(address => address.End <= text.Length);

    // XML names cannot hold spaces and the like; NuGet writes _x0020_.
    private static string Decode(string name) =>
        Encoded().Replace(name, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("<(?!add\\b|packageSourceCredentials)([A-Za-z_][^\\s<>/]*)\\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex Elements();

    [GeneratedRegex("<add\\s+key\\s*=\\s*[\"']([^\"'<>]*)[\"']\\s+value\\s*=\\s*([\"'][^\"'<>]*[\"'])", RegexOptions.IgnoreCase)]
    private static partial Regex Sources();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Encoded();

    [GeneratedRegex("<id>\\s*([^<>]*?)\\s*</id>")]
    private static partial Regex MavenId();

    [GeneratedRegex("<(repository|pluginRepository|snapshotRepository|mirror)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex MavenRepositories();

    [GeneratedRegex("\\bmachine\\s+(\\S+)\\s+(?:login\\s+(\\S+)\\s+)?(?:account\\s+\\S+\\s+)?password\\s+[\"']?$")]
    private static partial Regex Machine();

    [GeneratedRegex("(?:^|\\n)((?:protocol|host|path|username|capability\\[\\]|wwwauth\\[\\])=[^\\n]*\\n)+password=$")]
    private static partial Regex GitFields();
}
