using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;
using PatScan.Scanning;
using PatScan.Sources;
using PatScan.Sources.Git;

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
        var found = new Dictionary<string, Secret>();
        ReadFiles(leaks, found, cancellation);
        ReadObjects([.. leaks.Where(l => !found.ContainsKey(l.Fingerprint))], found, cancellation);
        return found;
    }

    private void ReadFiles(IReadOnlyList<Leak> leaks, Dictionary<string, Secret> found, CancellationToken cancellation)
    {
        var paths = leaks.SelectMany(l => l.Places).Where(p => p.ObjectId is null).Select(p => p.Path).OfType<string>().Distinct().Select(Inside).OfType<string>().Where(File.Exists);
        var files = paths.Select(ISource (path) => new FileSource(path, root, new FileSelection())).ToList();
        if (files.Count > 0)
        {
            Keep(Find(new CombinedSource(files), rules, cancellation), leaks, found);
        }
    }

    // An object is one of the repository that the folder belongs to; the same object can hold several leaks.
    private void ReadObjects(IReadOnlyList<Leak> leaks, Dictionary<string, Secret> found, CancellationToken cancellation)
    {
        var ids = leaks.SelectMany(l => l.Places).Select(p => p.ObjectId).OfType<string>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return;
        }

        using var repository = RepositoryContent.Open(root, GitEnvironment.FromProcess());
        foreach (var id in ids.TakeWhile(_ => !leaks.All(l => found.ContainsKey(l.Fingerprint))))
        {
            if (repository.Read(id) is { } bytes)
            {
                using var stream = new MemoryStream(bytes);
                Keep(Find(new StreamSource(stream), rules, cancellation), leaks, found);
            }
        }
    }

    private static void Keep(IEnumerable<Secret> secrets, IReadOnlyList<Leak> leaks, Dictionary<string, Secret> found)
    {
        foreach (var secret in secrets.Where(s => leaks.Any(l => l.Fingerprint == s.Fingerprint)))
        {
            found.TryAdd(secret.Fingerprint, secret);
        }
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
