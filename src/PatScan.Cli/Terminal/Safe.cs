using System.Globalization;
using System.Text;

namespace PatScan.Cli.Terminal;

/// <summary>
/// Makes text from scanned content safe to print. A file name or commit message can hold escape sequences, which a terminal
/// obeys, and logging commands, which a pipeline agent obeys anywhere in a line.
/// </summary>
internal static class Safe
{
    /// <summary>The text with control and direction characters made visible and pipeline commands broken.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsUnsafe) && !text.Contains("##", StringComparison.Ordinal) && !text.Contains("::", StringComparison.Ordinal))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnsafe(c))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                // "##vso[" and "##[" are Azure Pipelines' commands; "::" at the start of a line is GitHub's.
                safe.Append(safe.Length > 0 && c == '#' && safe[^1] == '#' ? " #" : safe.Length == 1 && c == ':' && safe[0] == ':' ? " :" : c);
            }
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
