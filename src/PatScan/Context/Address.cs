namespace PatScan.Context;

/// <summary>An address in the surroundings of a secret, taken apart.</summary>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="End">Where it ends in the text.</param>
/// <param name="Scheme">In lower case; empty where there is none.</param>
/// <param name="UserInfo">Before the <c>@</c>; empty where there is none. May hold the mark.</param>
/// <param name="Host">In lower case.</param>
/// <param name="Port">With its colon, or empty.</param>
/// <param name="Path">The segments, as written; those after one that cannot be read are left out.</param>
internal sealed record Address(int Start, int End, string Scheme, string UserInfo, string Host, string Port, IReadOnlyList<string> Path)
{
    /// <summary>Whether the position lies inside.</summary>
    public bool Contains(int position) => Start <= position && position < End;

    /// <summary>
    /// Takes an address apart. User information ends at the last <c>@</c> before the path and a host at the first character
    /// that cannot be in one, as in a browser, so that <c>https://dev.azure.com@evil.example/</c> is evil.example.
    /// </summary>
    /// <param name="text">From behind <c>//</c> to the end of the address.</param>
    public static Address? Parse(string text, string scheme, int start, int end)
    {
        var authority = text[..Until(text, "/?#\\")];
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        var port = colon < 0 ? "" : host[colon..];
        host = colon < 0 ? host : host[..colon];
        var isHost = host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
        var isPort = port.Length == 0 || port.Length is > 1 and <= 6 && port.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        return isHost && isPort
            ? new Address(start, end, scheme.ToLowerInvariant(), at < 0 ? "" : authority[..at], host.ToLowerInvariant(), port, Segments(text[authority.Length..]))
            : null;
    }

    /// <summary>The segments of a path, up to where it ends or can no longer be read.</summary>
    public static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path[..Until(path, "?#\\")].TrimStart('/').Split('/'))
        {
            var whole = Until(segment, ";,&'\")");
            if (whole > 0)
            {
                segments.Add(segment[..whole]);
            }

            if (whole < segment.Length || segment.Length == 0)
            {
                break;
            }
        }

        return segments;
    }

    private static int Until(string text, string characters) => text.AsSpan().IndexOfAny(characters) is var at and >= 0 ? at : text.Length;
}
