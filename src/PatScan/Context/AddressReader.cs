namespace PatScan.Context;

/// <summary>
/// Finds the addresses in a text: with a scheme, also percent-encoded as a whole, with <c>//</c> only as in .npmrc, and
/// those of Azure DevOps without either. Whatever stands directly before an address without scheme must end a word:
/// <c>evil-dev.azure.com</c> and <c>evil.example/dev.azure.com</c> name no organisation.
/// </summary>
internal static class AddressReader
{
    private const string Ends = " \t\n\v\f\r\"'`<>|\\";

    private static readonly string[] Hosts = ["dev.azure.com", "visualstudio.com"];

    public static List<Address> Read(string text)
    {
        var found = new List<Address>();
        foreach (var at in Occurrences(text, "://"))
        {
            var start = at;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '-' or '.'))
            {
                start--;
            }

            // A colon ends a scheme before the scheme: git:https://
            Add(found, text, start, at + 3, text[start..at]);
        }

        foreach (var at in Occurrences(text, "%3A%2F%2F"))
        {
            AddEncoded(found, text, at);
        }

        foreach (var at in Occurrences(text, "//"))
        {
            if ((at == 0 || text[at - 1] is not ':') && EndsWord(text, at))
            {
                Add(found, text, at, at + 2, "");
            }
        }

        foreach (var host in Hosts)
        {
            AddBare(found, text, host);
        }

        return found;
    }

    private static void Add(List<Address> found, string text, int start, int from, string scheme)
    {
        var end = End(text, from, Ends);
        if (end > from && Address.Parse(text[from..end], scheme, start, end) is { } address)
        {
            found.Add(address);
        }
    }

    private static void AddEncoded(List<Address> found, string text, int at)
    {
        var start = at;
        while (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        var end = End(text, at, Ends + "&;");
        var decoded = Uri.UnescapeDataString(text[(at + "%3A%2F%2F".Length)..end]);
        if (Address.Parse(decoded, text[start..at], start, end) is { } address)
        {
            found.Add(address);
        }
    }

    /// <summary><c>dev.azure.com/contoso</c>, <c>contoso.visualstudio.com</c>, <c>git@ssh.dev.azure.com:v3/contoso/web/web</c>.</summary>
    private static void AddBare(List<Address> found, string text, string host)
    {
        foreach (var at in Occurrences(text, host))
        {
            var start = at;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '.'))
            {
                start--;
            }

            var user = start;
            while (user > 0 && text[start - 1] == '@' && (char.IsAsciiLetterOrDigit(text[user - 1]) || text[user - 1] is '@' or '-' or '.' or '_'))
            {
                user--;
            }

            if (!EndsWord(text, user) || found.Any(address => address.Contains(at)))
            {
                continue;
            }

            var end = End(text, user, Ends);
            var ssh = at + host.Length;
            var isSsh = string.Compare(text, ssh, ":v3/", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;
            if (isSsh)
            {
                found.Add(new Address(user, end, "ssh", text[user..Math.Max(user, start - 1)], text[start..ssh].ToLowerInvariant(), "", Address.Segments(text[(ssh + 1)..end])));
            }
            else if (user == start && Address.Parse(text[start..end], "", start, end) is { } address)
            {
                found.Add(address);
            }
        }
    }

    private static bool EndsWord(string text, int at) => at == 0 || text[at - 1] is ' ' or '\t' or '\n' or '\v' or '\f' or '"' or '\'' or '`' or '=' or '(' or '[' or '>' or ',' or '<' or ';';

    /// <summary>
    /// Where the address ends, without the punctuation behind it. A template bracket cuts a name in two, so the piece before
    /// it is not the name: it stays inside and spoils it. A closing tag does not.
    /// </summary>
    private static int End(string text, int from, string ends)
    {
        var end = text.AsSpan(from).IndexOfAny(ends) is var length and >= 0 ? from + length : text.Length;
        if (end < text.Length && text[end] == '<' && end + 1 < text.Length && text[end + 1] is not ('/' or '!' or ' ' or '\n'))
        {
            return end + 1;
        }

        while (end > from && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' || IsUnopened(text[from..end])))
        {
            end--;
        }

        return end;
    }

    private static bool IsUnopened(string text) => text[^1] switch
    {
        ')' => !text.Contains('('),
        ']' => !text.Contains('['),
        '}' => !text.Contains('{'),
        _ => false,
    };

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }
}
