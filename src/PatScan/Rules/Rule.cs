using System.Text;
using System.Text.RegularExpressions;
using PatScan.Checks;

namespace PatScan.Rules;

/// <summary>One kind of secret: how to find it, how to prove it, what to tell the person who leaked it.</summary>
public sealed record Rule
{
    private readonly Lazy<Regex?> matcher;

    public Rule() => matcher = new Lazy<Regex?>(() => Pattern is null ? null : Compile(Pattern));

    /// <summary>Stable, such as <c>PS101</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One word in Pascal case, such as <c>AzureDevOpsPat</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called in a report: "Azure DevOps personal access token".</summary>
    public required string Title { get; init; }

    /// <summary>What it is and what it opens, in sentences.</summary>
    public required string Description { get; init; }

    /// <summary>What to do about a leaked one, in Markdown.</summary>
    public required string Help { get; init; }

    /// <summary>Where to read more.</summary>
    public Uri? HelpUri { get; init; }

    /// <summary>0.1 to 10.0, on the scale of SARIF consumers: above 9 is critical.</summary>
    public required double Severity { get; init; }

    /// <summary>Words to filter by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Fixed texts of which each match holds at least one; 3 bytes or more, ASCII. Empty for a <see cref="Run"/>.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>Bytes of a match before its signature, where that is always the same; else null.</summary>
    public int? At { get; init; }

    /// <summary>A regular expression over Latin-1 for the secret, matched in linear time; null for a <see cref="Run"/>.</summary>
    public string? Pattern { get; init; }

    /// <summary>What to look for where there are no signatures; else null.</summary>
    public Run? Run { get; init; }

    /// <summary>The longest match in bytes.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The offline proof, or null.</summary>
    public ICheck? Check { get; init; }

    /// <summary>What a match without a holding checksum is worth; null = nothing, it is not reported.</summary>
    public Confidence? Unproven { get; init; }

    /// <summary>The examples that the rule is held to.</summary>
    public required RuleExamples Examples { get; init; }

    /// <summary>Where the rule was read: file and line.</summary>
    public required string Place { get; init; }

    /// <summary>The compiled <see cref="Pattern"/>. Compiled on first need: most scans meet no candidate of most rules.</summary>
    internal Regex? Matcher => matcher.Value;

    /// <summary>
    /// What a candidate of this rule is worth; null when it is none. <paramref name="exact"/> says that it is not a piece
    /// cut out of something longer.
    /// </summary>
    internal Confidence? Judge(ReadOnlySpan<byte> candidate, bool exact = true)
    {
        if (Check is not null && Check.Holds(candidate))
        {
            return Confidence.Proven;
        }

        return exact && (Check is null || Check.IsPlausible(candidate)) ? Unproven : null;
    }

    /// <summary>An example of the secret made from its template, its checksum completed; null where there is no template.</summary>
    public byte[]? MakeSecret(ulong seed)
    {
        if (Examples.Secret is null)
        {
            return null;
        }

        var secret = Encoding.Latin1.GetBytes(Sample.Make(Examples.Secret, seed));
        Check?.Complete(secret);
        return secret;
    }

    /// <summary>Compiles a pattern for matching in time linear in the text.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking: look-around, back references, atomic groups.</exception>
    internal static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
