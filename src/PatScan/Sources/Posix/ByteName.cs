using System.Text;
using System.Text.Unicode;

namespace PatScan.Sources.Posix;

/// <summary>
/// Names of files are bytes on Linux, and need not be UTF-8. A byte that is not is kept in a string as U+DC00 plus itself, a
/// lone surrogate that no real text has, so that the name can be opened again.
/// </summary>
internal static class ByteName
{
    private const int Escaped = 0xDC00;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder();
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                used = 1;
                text.Append((char)(Escaped + bytes[0]));
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a name, closed by a zero.</summary>
    public static byte[] Encode(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange((char)(Escaped + 0x80), (char)(Escaped + 0xFF)))
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(name) + 1];
            Encoding.UTF8.GetBytes(name, bytes);
            return bytes;
        }

        var escaped = new List<byte>();
        for (var i = 0; i < name.Length; i++)
        {
            if (IsEscape(name, i))
            {
                escaped.Add((byte)(name[i] - Escaped));
            }
            else
            {
                var length = char.IsHighSurrogate(name[i]) && i + 1 < name.Length ? 2 : 1;
                escaped.AddRange(Encoding.UTF8.GetBytes(name.Substring(i, length)));
                i += length - 1;
            }
        }

        return [.. escaped, 0];
    }

    /// <summary>A name for people and reports: bytes that are no text as <c>\xNN</c>.</summary>
    public static string Show(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange((char)(Escaped + 0x80), (char)(Escaped + 0xFF)))
        {
            return name;
        }

        var shown = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            shown.Append(IsEscape(name, i) ? $"\\x{name[i] - Escaped:x2}" : name[i]);
        }

        return shown.ToString();
    }

    private static bool IsEscape(string name, int i) =>
        name[i] is >= (char)(Escaped + 0x80) and <= (char)(Escaped + 0xFF) && (i == 0 || !char.IsHighSurrogate(name[i - 1]));
}
