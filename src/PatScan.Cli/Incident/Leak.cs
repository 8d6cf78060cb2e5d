using Microsoft.CodeAnalysis.Sarif;

namespace PatScan.Cli.Incident;

/// <summary>A leaked Azure DevOps token as a findings file has it: everything but the token.</summary>
/// <param name="Result">The result, to be written back with what becomes of it.</param>
/// <param name="Fingerprint">The C3ID of the token.</param>
internal sealed record Leak(Result Result, string Fingerprint)
{
    /// <summary>The rules whose secrets are personal access tokens of Azure DevOps.</summary>
    public static IReadOnlySet<string> Rules { get; } = new HashSet<string> { "PS101", "PS102" };

    /// <summary>Where it stands, in the file's order.</summary>
    public IReadOnlyList<LeakPlace> Places { get; init; } = [];

    /// <summary>What the scan found beside it about where it belongs. Text from scanned content: not to be trusted.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    /// <summary>The month of issue, or null.</summary>
    public string? Issued { get; init; }
}

/// <summary>One place of a leak.</summary>
/// <param name="Path">The path, with '/' between its parts; null for standard input.</param>
/// <param name="Line">The line, or null.</param>
/// <param name="Since">The commit, its author and date, as far as the file says; empty outside git.</param>
internal sealed record LeakPlace(string? Path, int? Line, string Since)
{
    /// <summary>The git object that holds it, or null for a file.</summary>
    public string? ObjectId { get; init; }

    public override string ToString() => (Path is { Length: > 0 } ? Path : ObjectId is null ? "standard input" : $"object {ObjectId}") + (Line is null ? "" : $":{Line}") + (Since.Length == 0 ? "" : $" ({Since})");
}
