using System.Buffers.Text;

namespace PatScan.Decoding;

/// <summary>One way to escape characters: what an escape starts with, and how it reads.</summary>
internal sealed class EscapeSyntax
{
    public static readonly EscapeSyntax Percent = new("percent", '%', TryReadPercent);
    public static readonly EscapeSyntax Backslash = new("escape", '\\', TryReadBackslash);
    public static readonly EscapeSyntax Entity = new("html", '&', TryReadEntity);

    private const int MostBackslashes = 8;
    private const int MostDigits = 8;

    private static readonly bool[] Word = MakeWord();
    private readonly Reader read;

    private EscapeSyntax(string name, char start, Reader read)
    {
        Name = name;
        Start = (byte)start;
        this.read = read;
    }

    private delegate bool Reader(ReadOnlySpan<byte> text, int at, out int length, out int value);

    /// <summary>As in a finding's decoding path.</summary>
    public string Name { get; }

    public byte Start { get; }

    /// <summary>Whether a byte belongs to the words that secrets and encoded secrets are: neither space, nor quote, nor bracket.</summary>
    public static bool IsWord(byte value) => Word[value];

    /// <summary>Reads the escape at <paramref name="at"/>; false when there is none, or one of something that is neither text nor zero.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, int at, out int length, out byte value)
    {
        var isEscape = read(text, at, out length, out var character);
        value = (byte)character;
        return isEscape && character is >= 0 and <= 0x7F && Symbols.IsTextOrZero(value);
    }

    private static bool TryReadPercent(ReadOnlySpan<byte> text, int at, out int length, out int value)
    {
        length = 3;
        return TryHex(text, at + 1, 2, out value);
    }

    /// <summary>
    /// As in C, JSON, JavaScript and shells: \xHH, \uHHHH, \u{H…}, \UHHHHHHHH, \ooo, \n, \r, \t, and punctuation that stands
    /// for itself. Text that was escaped more than once has more backslashes.
    /// </summary>
    private static bool TryReadBackslash(ReadOnlySpan<byte> text, int at, out int length, out int value)
    {
        var next = at;
        while (next < text.Length && text[next] == '\\' && next - at < MostBackslashes)
        {
            next++;
        }

        var letter = next < text.Length ? text[next] : (byte)0;
        var digits = 0;
        value = -1;
        switch (letter)
        {
            case (byte)'u' when next + 1 < text.Length && text[next + 1] == '{':
                digits = CountHex(text, next + 2, 6);
                var closes = digits > 0 && next + 2 + digits < text.Length && text[next + 2 + digits] == '}';
                value = closes ? Hex(text.Slice(next + 2, digits)) : -1;
                digits += 2;
                break;
            case (byte)'u' or (byte)'U' or (byte)'x':
                digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 2;
                TryHex(text, next + 1, digits, out value);
                break;
            case >= (byte)'0' and <= (byte)'7':
                digits = TryOctal(text, next, out value) - 1;
                break;
            case (byte)'n' or (byte)'r' or (byte)'t':
                value = letter == 'n' ? '\n' : letter == 'r' ? '\r' : '\t';
                break;
            case (byte)'/' or (byte)'=' or (byte)'_' or (byte)'-' or (byte)'+' or (byte)'.' or (byte)':' or (byte)'~':
                value = letter;
                break;
        }

        length = next + 1 + digits - at;
        return value >= 0;
    }

    private static bool TryReadEntity(ReadOnlySpan<byte> text, int at, out int length, out int value)
    {
        var rest = text[at..];
        length = 0;
        value = -1;
        if (rest.Length > 2 && rest[1] == '#')
        {
            var isHex = rest[2] is (byte)'x' or (byte)'X';
            var start = isHex ? 3 : 2;
            var digits = isHex ? CountHex(rest, start, MostDigits) : CountDigits(rest, start);
            if (digits == 0)
            {
                return false;
            }

            length = start + digits;
            value = isHex ? Hex(rest.Slice(start, digits)) : Utf8Parser.TryParse(rest.Slice(start, digits), out int number, out _) ? number : -1;
            length += length < rest.Length && rest[length] == ';' ? 1 : 0;
            return value >= 0;
        }

        foreach (var (name, character) in EntityNames.All)
        {
            if (rest[1..].StartsWith(name))
            {
                length = name.Length + 1;
                value = character;
                return true;
            }
        }

        return false;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, int digits, out int value)
    {
        var isHex = at + digits <= text.Length && CountHex(text, at, digits) == digits;
        value = isHex ? Hex(text.Slice(at, digits)) : -1;
        return isHex;
    }

    /// <summary>Of up to 8 digits; a value of more than 31 bits is no character, and negative.</summary>
    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value << 4) | Symbols.Hex[digit];
        }

        return value;
    }

    private static int TryOctal(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        var digits = 0;
        for (; digits < 3 && at + digits < text.Length && text[at + digits] is >= (byte)'0' and <= (byte)'7'; digits++)
        {
            value = (value * 8) + text[at + digits] - '0';
        }

        return digits;
    }

    private static int CountHex(ReadOnlySpan<byte> text, int at, int most)
    {
        var count = 0;
        while (count < most && at + count < text.Length && Symbols.Hex[text[at + count]] != Symbols.None)
        {
            count++;
        }

        return count;
    }

    private static int CountDigits(ReadOnlySpan<byte> text, int at)
    {
        var count = 0;
        while (count < MostDigits && at + count < text.Length && text[at + count] is >= (byte)'0' and <= (byte)'9')
        {
            count++;
        }

        return count;
    }

    private static bool[] MakeWord()
    {
        var word = new bool[256];
        foreach (var c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=+/:@%&#;\\{}$!?*")
        {
            word[c] = true;
        }

        return word;
    }
}
