namespace PatScan.Context;

/// <summary>Placeholders and templated values, known by their shape: what stands directly around, or what it is made of.</summary>
internal static class Placeholder
{
    // The text is read as Latin-1, where the bytes of U+2026 are three characters.
    private const string Ellipsis = "\u00E2\u0080\u00A6";

    // $(X), ${X}, ${{ X }}, {{ X }}, #{X}#, %X%, <X>, $X, ***X, …X
    private static readonly (string Before, string After)[] Templates =
    [
        ("$(", ")"), ("${", "}"), ("{{", "}}"), ("#{", "}"), ("%", "%"), ("<", ">"), ("$", ""), ("***", ""), ("", "***"), (Ellipsis, ""), ("", Ellipsis), ("...", ""), ("", "..."),
    ];

    /// <summary>The silence that the shape asks for, or null. Only for the unproven: what a checksum proves is no placeholder.</summary>
    public static Silence? Find(Surroundings surroundings, ReadOnlySpan<byte> secret)
    {
        var before = surroundings.LineBefore.TrimEnd(' ');
        var after = surroundings.LineAfter.TrimStart(' ');
        foreach (var (start, end) in Templates)
        {
            if (before.EndsWith(start, StringComparison.Ordinal) && after.StartsWith(end, StringComparison.Ordinal))
            {
                return new Silence(SilencedBy.Placeholder, "templated or masked value");
            }
        }

        return Invented.Looks(secret) ? new Silence(SilencedBy.Placeholder, "placeholder") : null;
    }
}
