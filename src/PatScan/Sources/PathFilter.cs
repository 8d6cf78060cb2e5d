using Microsoft.Extensions.FileSystemGlobbing;

namespace PatScan.Sources;

/// <summary>
/// Include and exclude globs, matched against relative paths in memory. The matcher's own walk is not used: it follows
/// symbolic links round cycles for ever.
/// </summary>
internal sealed class PathFilter
{
    private static readonly char[] Unsupported = ['?', '[', ']', '{', '}'];
    private readonly Matcher? matcher;

    /// <exception cref="UserError">A glob uses what the matcher would take literally, and so would match nothing.</exception>
    public PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        if (include.Count == 0 && exclude.Count == 0)
        {
            return;
        }

        var comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        matcher = new Matcher(comparison);
        matcher.AddIncludePatterns(include.Count == 0 ? ["**/*"] : include.SelectMany(glob => Expand(glob, "--include")));
        matcher.AddExcludePatterns(exclude.SelectMany(glob => Expand(glob, "--exclude")));
    }

    /// <summary>Whether a path, relative to the folder that is scanned and with '/' between its parts, is to be scanned.</summary>
    public bool Accepts(string path) => matcher is null || matcher.Match(path).HasMatches;

    /// <summary>A glob without a folder holds at any depth, and one that ends in a plain name holds for all in a folder of that name.</summary>
    private static IEnumerable<string> Expand(string glob, string option)
    {
        if (string.IsNullOrWhiteSpace(glob))
        {
            throw SourceMessages.EmptyGlob(option);
        }

        if (Path.IsPathRooted(glob) || glob.Split('/').Contains(".."))
        {
            throw SourceMessages.GlobLeavesFolder(glob);
        }

        var at = glob.IndexOfAny(Unsupported);
        if (at >= 0)
        {
            throw SourceMessages.GlobNotSupported(glob, glob[at]);
        }

        var anchored = glob.TrimEnd('/').Contains('/') ? glob.TrimEnd('/') : "**/" + glob.TrimEnd('/');
        return anchored[(anchored.LastIndexOf('/') + 1)..].Contains('*') ? [anchored] : [anchored, anchored + "/**"];
    }
}
