namespace PatScan.Cli.Terminal;

/// <summary>Colour for a terminal, nothing elsewhere. NO_COLOR (no-color.org) and TERM=dumb switch it off.</summary>
internal sealed class Style(bool coloured)
{
    private const string Escape = "\u001b[";

    public static Style For(bool isRedirected) => new(
        !isRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb");

    public string Bold(string text) => Wrap("1", text);

    public string Dim(string text) => Wrap("2", text);

    public string Red(string text) => Wrap("1;31", text);

    public string Yellow(string text) => Wrap("33", text);

    public string Green(string text) => Wrap("32", text);

    private string Wrap(string code, string text) => coloured ? $"{Escape}{code}m{text}{Escape}0m" : text;
}
