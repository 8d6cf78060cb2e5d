using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Tokens;
using PatScan.Rules;

namespace PatScan.Cli.Incident;

/// <summary>The tokens that a command is about, with the findings file they came from.</summary>
/// <param name="Log">The findings file; null when the tokens were piped in.</param>
/// <param name="Tokens">The tokens that could be read again.</param>
/// <param name="Lost">Leaks whose token could not be read again.</param>
internal sealed record Case(LeakLog? Log, IReadOnlyList<LeakedToken> Tokens, IReadOnlyList<Leak> Lost)
{
    /// <summary>What the findings file knows of a token, or null.</summary>
    public Leak? LeakOf(LeakedToken token) => Log?.Leaks.FirstOrDefault(l => l.Fingerprint == token.Fingerprint);

    /// <summary>Opens a findings file, or with "-" reads tokens from standard input.</summary>
    /// <param name="findings">The file, or "-".</param>
    /// <param name="root">The folder that was scanned.</param>
    /// <param name="site">Where the operator says that they belong; null leaves it to each finding.</param>
    /// <param name="cancellation">Stops.</param>
    public static Case Open(string findings, string root, Site? site, CancellationToken cancellation)
    {
        var rules = RuleSet.BuiltIn();
        if (findings == "-")
        {
            using var input = Console.OpenStandardInput();
            var piped = SecretReader.ReadStream(input, rules, cancellation);
            return piped.Count == 0 ? throw Messages.NoTokensOnInput() : new(null, [.. piped.Select(s => new LeakedToken(s) { Sites = Sites(site, []) })], []);
        }

        if (!Directory.Exists(root))
        {
            throw Messages.RootNotFound(root);
        }

        var log = LeakLog.Load(findings);
        var secrets = new SecretReader(Path.GetFullPath(root), rules).Read(log.Leaks, cancellation);
        var tokens = log.Leaks.Where(l => secrets.ContainsKey(l.Fingerprint)).Select(l => new LeakedToken(secrets[l.Fingerprint]) { Sites = Sites(site, l.Organizations) });
        return new(log, [.. tokens], [.. log.Leaks.Where(l => !secrets.ContainsKey(l.Fingerprint))]);
    }

    /// <summary>The operator's word, or what stands beside the token as far as it names organisations; nothing else is tried.</summary>
    public static IReadOnlyList<Site> Sites(Site? site, IEnumerable<string?> evidence) =>
        site is not null ? [site] : [.. evidence.Select(Site.FromEvidence).OfType<Site>().Distinct()];
}
