using PatScan.Cli.Terminal;

namespace PatScan.Cli.Incident;

/// <summary>Text from elsewhere, made safe for a Markdown table: a token's name can hold anything.</summary>
internal static class Cell
{
    private const string Special = @"\`*_[]<>|&";

    public static string Of(object? value)
    {
        var text = Safe.Text(value?.ToString() ?? "");
        return text.Length == 0 ? "not known" : string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
    }
}
