using System.Text;

namespace PatScan.Context;

/// <summary>
/// The comment <c>patscan:allow</c>, anywhere on the line of a secret, with whatever reason follows it. The line is looked at
/// as far as the surroundings reach, so a comment at the other end of a minified file does not count.
/// </summary>
internal static class AllowComment
{
    private const int LongestReason = 200;

    /// <summary>The silence that the line's comment asks for, or null where there is none.</summary>
    public static Silence? Find(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var before = bytes[Math.Max(0, start - Surroundings.Reach)..start];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        var after = bytes[(start + length)..Math.Min(bytes.Length, start + length + Surroundings.Reach)];
        after = after.IndexOf((byte)'\n') is var end and >= 0 ? after[..end] : after;
        return Find(after) ?? Find(before);
    }

    private static Silence? Find(ReadOnlySpan<byte> line)
    {
        var word = "patscan:allow"u8;
        for (var at = line.IndexOf(word); at >= 0; at = line[(at + 1)..].IndexOf(word) is var next and >= 0 ? at + 1 + next : -1)
        {
            var rest = line[(at + word.Length)..];
            if ((at == 0 || !IsWord(line[at - 1])) && (rest.IsEmpty || !IsWord(rest[0])))
            {
                return new Silence(SilencedBy.Comment, Reason(rest));
            }
        }

        return null;
    }

    /// <summary>The reason as written, without what opens or closes it, and without anything long enough to be a secret.</summary>
    private static string Reason(ReadOnlySpan<byte> text)
    {
        var words = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * LongestReason)])
            .Split("*/")[0].Split("-->")[0]
            .Trim(' ', '\t', '\r', ':', '-', '–', '—', '(', ')', '"', '\'', ',', ';', '#', '}', '=')
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length >= 32 ? "…" : word);
        var reason = string.Concat(string.Join(' ', words).Where(c => !char.IsControl(c)));
        return reason.Length == 0 ? "no reason given" : reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…";
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-';
}
