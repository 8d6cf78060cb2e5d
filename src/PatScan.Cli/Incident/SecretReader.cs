using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;
using PatScan.Scanning;
using PatScan.Sources;

namespace PatScan.Cli.Incident;

/// <summary>
/// Reads leaked tokens again from where they stand. The content of each place is scanned anew and the secret with the
/// right fingerprint taken, whatever encoding or archive it is in: what is found is by construction what was reported.
/// </summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="rules">The rules to find them with.</param>
internal sealed class SecretReader(string root, RuleSet rules)
{
    /// <summary>The secrets that could be read again, by fingerprint.</summary>
    public IReadOnlyDictionary<string, Secret> Read(IReadOnlyList<Leak> leaks, CancellationToken cancellation)
    {
        var wanted = leaks.Select(l => l.Fingerprint).ToHashSet();
        var paths = leaks.SelectMany(l => l.Places).Select(p => p.Path).OfType<string>().Distinct().Select(Inside).OfType<string>().Where(File.Exists);
        var files = paths.Select(ISource (path) => new FileSource(path, root, new FileSelection())).ToList();
        return files.Count == 0 ? new Dictionary<string, Secret>() : Find(new CombinedSource(files), rules, cancellation).Where(s => wanted.Contains(s.Fingerprint)).ToDictionary(s => s.Fingerprint);
    }

    /// <summary>Every personal access token in a stream that somebody pipes in.</summary>
    public static IReadOnlyList<Secret> ReadStream(Stream stream, RuleSet rules, CancellationToken cancellation) =>
        [.. Find(new StreamSource(stream), rules, cancellation)];

    private static IEnumerable<Secret> Find(ISource source, RuleSet rules, CancellationToken cancellation) =>
        Scan.Run(source, rules, new ScanOptions(), new ScanProgress(), cancellation).Findings
            .Where(f => Leak.Rules.Contains(f.Rule.Id)).Select(f => f.Secret).DistinctBy(s => s.Fingerprint);

    // A findings file may come from anybody; it does not lead out of the folder that the operator named.
    private string? Inside(string path)
    {
        try
        {
            var full = Path.GetFullPath(path, root);
            var relative = Path.GetRelativePath(root, full);
            return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : full;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
