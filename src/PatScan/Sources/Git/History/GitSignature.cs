using System.Buffers.Text;

namespace PatScan.Sources.Git;

/// <summary>Who made a commit or a tag, and when, as the object itself claims.</summary>
/// <param name="Name">May be empty.</param>
/// <param name="Email">Without the angle brackets; may be empty.</param>
/// <param name="Date">With the zone it was written in; null if it is missing or senseless.</param>
public sealed record GitSignature(string Name, string Email, DateTimeOffset? Date)
{
    /// <summary>More is a lie: the furthest zone is +14:00.</summary>
    private const int MaxZoneMinutes = 14 * 60;

    /// <summary>Reads <c>Name &lt;email&gt; seconds zone</c>, forgiving as git is: any part may be missing.</summary>
    internal static GitSignature Parse(ReadOnlySpan<byte> line, GitMessageEncoding encoding)
    {
        var open = line.IndexOf((byte)'<');
        var close = line.LastIndexOf((byte)'>');
        if (open < 0 || close < open)
        {
            return new(encoding.Decode(line.Trim((byte)' ')), "", null);
        }

        return new(
            encoding.Decode(line[..open].Trim((byte)' ')),
            encoding.Decode(line[(open + 1)..close].Trim((byte)' ')),
            ParseDate(line[(close + 1)..].TrimStart((byte)' ')));
    }

    /// <summary>The seconds alone, for sorting; 0 if they are missing.</summary>
    internal static long ParseSeconds(ReadOnlySpan<byte> line)
    {
        var date = line[(line.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(date, out long seconds, out _) ? seconds : 0;
    }

    private static DateTimeOffset? ParseDate(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out long seconds, out var used)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var date = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var minutes = Utf8Parser.TryParse(text[used..].TrimStart((byte)' '), out int zone, out _) ? (zone / 100 * 60) + (zone % 100) : 0;
        try
        {
            return Math.Abs(minutes) <= MaxZoneMinutes ? date.ToOffset(TimeSpan.FromMinutes(minutes)) : date;
        }
        catch (ArgumentOutOfRangeException)
        {
            return date; // the first or last hours that a date can hold
        }
    }
}
