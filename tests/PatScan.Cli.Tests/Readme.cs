namespace PatScan.Cli.Tests;

/// <summary>The code blocks of README.md.</summary>
internal static class Readme
{
    /// <summary>The contents of the blocks fenced as a language, in order.</summary>
    public static IEnumerable<string> Blocks(string language)
    {
        var parts = File.ReadAllText(Path.Join(Checkout.Root, "README.md")).ReplaceLineEndings("\n").Split("\n```");
        return parts.Where((_, i) => i % 2 == 1).Where(block => block.StartsWith(language + "\n", StringComparison.Ordinal)).Select(block => block[(language.Length + 1)..]);
    }
}
