using System.Text;
using System.Text.RegularExpressions;
using PatScan.Checks;
using PatScan.Context;

namespace PatScan.Rules;

/// <summary>One kind of secret: how to find it, how to prove it, what to tell the person who leaked it.</summary>
public sealed record Rule
{
    /// <summary>What stands for the secret in <see cref="Near"/> and <see cref="Never"/>.</summary>
    internal const string SecretMark = "{secret}";

    private readonly Lazy<Regex?> matcher;
    private readonly Lazy<Regex?> near;
    private readonly Lazy<Regex?> never;

    public Rule()
    {
        matcher = new Lazy<Regex?>(() => Pattern is null ? null : Compile(Pattern));
        near = new Lazy<Regex?>(() => CompileAround(Near));
        never = new Lazy<Regex?>(() => CompileAround(Never));
    }

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

    /// <summary>
    /// Expressions for the text around an unproven match, <c>{secret}</c> standing for the match; where one holds, the match
    /// is likely.
    /// </summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>
    /// Kinds of place in which an unproven match is likely when the text ties it to an Azure DevOps organisation or server.
    /// </summary>
    public IReadOnlyList<PlaceKind> LikelyAs { get; init; } = [];

    /// <summary>Expressions like <see cref="Near"/>; where one holds, an unproven match is something else and not reported.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>File names, with <c>*</c>, in which an unproven match that is not likely is not reported: lock files.</summary>
    public IReadOnlyList<string> NeverIn { get; init; } = [];

    /// <summary>The <see cref="Findings.C3Id"/>s of published samples: possible at most, whatever their checksum says.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>The least entropy of a match in bits for each character, or null.</summary>
    public double? MinEntropy { get; init; }

    /// <summary>The fewest decimal digits of an unproven match: names in programs have few.</summary>
    public int MinDigits { get; init; }

    /// <summary>Whether the rule is used without being asked for.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether the secret is only the part of a match of <see cref="Pattern"/> that its group <c>secret</c> captures; the rest
    /// is the words around it.
    /// </summary>
    internal bool HasGroup => Pattern?.Contains("(?<secret>", StringComparison.Ordinal) == true;

    /// <summary>Whether its secrets open Azure DevOps, so that an organisation is worth looking for.</summary>
    public bool IsAzureDevOps => Tags.Contains("azure-devops");

    /// <summary>The examples that the rule is held to.</summary>
    public required RuleExamples Examples { get; init; }

    /// <summary>Where the rule was read: file and line.</summary>
    public required string Place { get; init; }

    /// <summary>The compiled <see cref="Pattern"/>. Compiled on first need: most scans meet no candidate of most rules.</summary>
    internal Regex? Matcher => matcher.Value;

    /// <summary>Whether the text around an unproven match, with the mark for it, makes it likely.</summary>
    internal bool IsNear(ReadOnlySpan<char> text) => near.Value?.IsMatch(text) == true;

    /// <summary>Whether the text around an unproven match shows it to be something else.</summary>
    internal bool IsNever(ReadOnlySpan<char> text) => never.Value?.IsMatch(text) == true;

    /// <summary>
    /// What a candidate of this rule is worth; null when it is none. <paramref name="exact"/> says that it is not a piece
    /// cut out of something longer.
    /// </summary>
    internal Confidence? Judge(ReadOnlySpan<byte> candidate, bool exact = true)
    {
        if (Check?.Length == candidate.Length && Check.Holds(candidate))
        {
            return Confidence.Proven;
        }

        if (MinEntropy is { } least && Entropy.Of(candidate) < least || MinDigits > 0 && CountDigits(candidate) < MinDigits)
        {
            return null;
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
        if (secret.Length == Check?.Length)
        {
            Check.Complete(secret);
        }

        return secret;
    }

    /// <summary>Compiles a pattern for matching in time linear in the text.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking: look-around, back references, atomic groups.</exception>
    internal static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static int CountDigits(ReadOnlySpan<byte> candidate)
    {
        var digits = 0;
        foreach (var b in candidate)
        {
            digits += char.IsAsciiDigit((char)b) ? 1 : 0;
        }

        return digits;
    }

    /// <summary>One expression for a list of them. Each keeps its own options, such as <c>(?i)</c>.</summary>
    private static Regex? CompileAround(IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? null : Compile(string.Join('|', patterns.Select(pattern => $"(?:{pattern.Replace(SecretMark, Mark, StringComparison.Ordinal)})")));

    private static string Mark { get; } = Surroundings.Mark.ToString();
}
