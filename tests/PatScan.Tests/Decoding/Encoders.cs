using System.Text;

namespace PatScan.Tests.Decoding;

/// <summary>Ways to write a text, each with the name that a finding gives to it.</summary>
internal static class Encoders
{
    public static readonly (string Name, string How, Func<string, string> Encode)[] All =
    [
        ("base64", "standard", Base64),
        ("base64", "unpadded", text => Base64(text).TrimEnd('=')),
        ("base64", "url-safe", text => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("base64", "wrapped at 76, CRLF", text => Wrap(Base64(text), 76, "\r\n")),
        ("base64", "wrapped at 64, LF", text => Wrap(Base64(text), 64, "\n")),
        ("base64", "wrapped at 20, indented", text => Wrap(Base64(text), 20, "\n      ")),
        ("base64", "wrapped at 60, JSON", text => Wrap(Base64(text), 60, "\\n")),
        ("base64", "wrapped at 40, JSON CRLF in JSON", text => Wrap(Base64(text), 40, "\\\\r\\\\n")),
        ("base64", "wrapped at 50, shell", text => Wrap(Base64(text), 50, "\\\n  ")),
        ("hex", "lower case", text => Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text))),
        ("hex", "upper case", text => Convert.ToHexString(Encoding.Latin1.GetBytes(text))),
        ("hex", "wrapped at 60", text => Wrap(Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text)), 60, "\n")),
        ("percent", "all", text => Each(text, c => $"%{(int)c:X2}")),
        ("percent", "not letters", text => Each(text, c => char.IsAsciiLetterOrDigit(c) && c % 7 != 0 ? $"{c}" : $"%{(int)c:x2}")),
        ("escape", "JSON", text => Each(text, c => $"\\u{(int)c:x4}")),
        ("escape", "JSON in JSON", text => Each(text, c => $"\\\\u{(int)c:X4}")),
        ("escape", "C hexadecimal", text => Each(text, c => $"\\x{(int)c:X2}")),
        ("escape", "C octal", text => Each(text, c => $"\\{Convert.ToString(c, 8).PadLeft(3, '0')}")),
        ("escape", "JavaScript", text => Each(text, c => $"\\u{{{(int)c:x}}}")),
        ("escape", "long", text => Each(text, c => $"\\U{(int)c:x8}")),
        ("escape", "some", text => Each(text, c => char.IsAsciiLetterOrDigit(c) && c % 5 != 0 ? $"{c}" : $"\\u{(int)c:x4}")),
        ("html", "decimal", text => Each(text, c => $"&#{(int)c};")),
        ("html", "hexadecimal", text => Each(text, c => $"&#x{(int)c:x};")),
        ("utf-16le", "", text => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text))),
        ("utf-16be", "", text => Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(text))),
    ];

    public static string Base64(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

    public static string Wrap(string text, int column, string with) => string.Join(with, text.Chunk(column).Select(line => new string(line)));

    private static string Each(string text, Func<char, string> encode) => string.Concat(text.Select(encode));
}
