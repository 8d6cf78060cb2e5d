using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PatScan.Sources.Git;

/// <summary>
/// Turns the bytes of names into text that keeps different names different: UTF-8 where it is, <c>\xNN</c> for each byte
/// that is not. Control characters stay: they are made harmless where they are shown.
/// </summary>
internal static class GitText
{
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : DecodeBroken(bytes);

    private static string DecodeBroken(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                consumed = 1;
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[0]:x2}");
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }
}
