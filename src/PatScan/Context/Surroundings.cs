using System.Buffers;
using System.Globalization;
using System.Text;

namespace PatScan.Context;

/// <summary>
/// The text around a match as a person would read it: JSON and XML escapes undone, the secret itself replaced by one mark,
/// so that nothing read from here can give it away. It reaches a fixed number of bytes to either side, which makes what is
/// read from it a function of those bytes alone, wherever a window of the scan ends.
/// </summary>
internal sealed class Surroundings
{
    /// <summary>Bytes on either side of a match that are read. A NuGet.config or a provider block fits.</summary>
    public const int Reach = 4096;

    /// <summary>Stands for the secret.</summary>
    public const char Mark = '\u0001';

    /// <summary>A line break that was written as an escape: it ends a line for the reader, but not in the file.</summary>
    public const char WrittenBreak = '\v';

    /// <summary>A line break after a continuation character: it ends a line in the file, but not for the reader.</summary>
    public const char ContinuedBreak = '\f';

    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), .. "\\&`^"u8]);
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \t\r\n\"'<>,;()"u8);

    private Surroundings(string text, int at)
    {
        Text = text;
        At = at;
    }

    /// <summary>The text, with <see cref="Mark"/> for the secret.</summary>
    public string Text { get; }

    /// <summary>Where in <see cref="Text"/> the mark is.</summary>
    public int At { get; }

    /// <summary>What the reader takes for one line around the mark.</summary>
    public (int Start, int End) Line
    {
        get
        {
            var end = Text.AsSpan(At).IndexOfAny('\n', WrittenBreak);
            return (Text.AsSpan(0, At).LastIndexOfAny('\n', WrittenBreak) + 1, end < 0 ? Text.Length : At + end);
        }
    }

    /// <summary>The line up to the mark.</summary>
    public ReadOnlySpan<char> LineBefore => Text.AsSpan(Line.Start, At - Line.Start);

    /// <summary>The line from behind the mark on.</summary>
    public ReadOnlySpan<char> LineAfter => Text.AsSpan((At + 1)..Line.End);

    /// <summary>The text around bytes [<paramref name="start"/>, <paramref name="start"/> + <paramref name="length"/>).</summary>
    public static Surroundings Of(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var from = Math.Max(0, start - Reach);
        var to = Math.Min(bytes.Length, start + length + Reach);
        var before = bytes[from..start];
        var after = bytes[(start + length)..to];

        // A word that the border cuts could be read as another: evil-dev.azure.com as dev.azure.com.
        before = from > 0 ? before[(before.IndexOfAny(WordEnds) + 1)..] : before;
        before = from > 0 && bytes[from..start].Length == before.Length ? [] : before;
        after = to < bytes.Length ? after[..Math.Max(0, after.LastIndexOfAny(WordEnds))] : after;

        var text = new StringBuilder(before.Length + after.Length + 1);
        Read(before, text);
        var at = text.Length;
        text.Append(Mark);
        Read(after, text);
        return new Surroundings(text.ToString(), at);
    }

    /// <summary>Lines of the file from the mark down to <paramref name="position"/> of <see cref="Text"/>; negative: up.</summary>
    public int LinesTo(int position)
    {
        var between = Text.AsSpan(Math.Min(position, At)..Math.Max(position, At));
        var lines = between.Count('\n') + between.Count(ContinuedBreak);
        return position < At ? -lines : lines;
    }

    private static void Read(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        Span<char> plain = stackalloc char[256];
        while (!bytes.IsEmpty)
        {
            var length = bytes[..Math.Min(bytes.Length, plain.Length)].IndexOfAny(Special) is var at and >= 0 ? at : Math.Min(bytes.Length, plain.Length);
            if (length > 0)
            {
                Encoding.Latin1.GetChars(bytes[..length], plain);
                text.Append(plain[..length]);
                bytes = bytes[length..];
                continue;
            }

            var (character, read) = ReadSpecial(bytes);
            text.Append(character);
            bytes = bytes[read..];
        }
    }

    private static (char, int) ReadSpecial(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'\\' => Escape(text),
        (byte)'&' => Entity(text),
        (byte)'`' or (byte)'^' => BreakLength(text[1..]) is var end and > 0 ? (ContinuedBreak, 1 + end) : ((char)text[0], 1),
        (byte)'\r' when text.Length > 1 && text[1] == '\n' => ('\n', 2),
        (byte)'\n' or (byte)'\t' => ((char)text[0], 1),
        _ => (' ', 1),
    };

    private static (char, int) Escape(ReadOnlySpan<byte> text)
    {
        if (BreakLength(text[1..]) is var end and > 0)
        {
            return (ContinuedBreak, 1 + end);
        }

        return (text.Length > 1 ? (char)text[1] : '\0') switch
        {
            'n' => (WrittenBreak, 2),
            't' or 'r' => (' ', 2),
            '/' => ('/', 2),
            '"' => ('"', 2),
            'u' when text.Length >= 6 && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is > 31 and < 127 =>
                ((char)code, 6),
            _ => ('\\', 1),
        };
    }

    private static (char, int) Entity(ReadOnlySpan<byte> text) =>
        text.StartsWith("&amp;"u8) ? ('&', 5)
        : text.StartsWith("&quot;"u8) ? ('"', 6)
        : text.StartsWith("&apos;"u8) ? ('\'', 6)
        : ('&', 1);

    private static int BreakLength(ReadOnlySpan<byte> text) => text.StartsWith("\n"u8) ? 1 : text.StartsWith("\r\n"u8) ? 2 : 0;
}
