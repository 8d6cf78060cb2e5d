using System.Reflection;
using System.Text;

namespace PatScan.Rules;

/// <summary>The rules of a scan, no two of one id, ordered by id.</summary>
public sealed class RuleSet
{
    private const string Embedded = "rules/";

    private RuleSet(IReadOnlyList<Rule> rules, IReadOnlyList<Rule> off)
    {
        Rules = rules;
        Off = off;
        MaxLength = rules.Select(rule => rule.MaxLength).DefaultIfEmpty().Max();
    }

    /// <summary>The rules that a scan uses, ordered by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rules that are off because they were not asked for, ordered by id.</summary>
    public IReadOnlyList<Rule> Off { get; }

    /// <summary>The longest match of any of them, in bytes: how far windows must overlap.</summary>
    public int MaxLength { get; }

    /// <summary>The rules that were embedded when PatScan was built.</summary>
    public static RuleSet BuiltIn() => Of(ReadBuiltIn());

    /// <summary>The built-in rules and those of the given files and folders (every <c>*.toml</c> below a folder).</summary>
    /// <exception cref="UserError">One of them cannot be read, or is no valid rule file, or repeats an id.</exception>
    public static RuleSet Load(IEnumerable<string> paths) => Of([.. ReadBuiltIn(), .. ReadFiles(paths)]);

    /// <summary>Only the rules of the given files and folders.</summary>
    /// <exception cref="UserError">As for <see cref="Load"/>.</exception>
    public static RuleSet LoadOnly(IEnumerable<string> paths) => Of([.. ReadFiles(paths)]);

    /// <summary>These rules, and of those that are off the ones with these ids.</summary>
    /// <exception cref="UserError">There is no rule of such an id.</exception>
    public RuleSet Enable(IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = Rules.Concat(Off).Select(rule => rule.Id).ToList();
        var unknown = wanted.FirstOrDefault(id => !all.Contains(id, StringComparer.OrdinalIgnoreCase));
        return unknown is null
            ? new RuleSet([.. Rules.Concat(Off.Where(rule => wanted.Contains(rule.Id))).OrderBy(rule => rule.Id, StringComparer.Ordinal)], [.. Off.Where(rule => !wanted.Contains(rule.Id))])
            : throw RuleMessages.RuleNotFound(unknown, all.Order(StringComparer.Ordinal));
    }

    /// <summary>The rules of one text, for tests and tools.</summary>
    /// <exception cref="UserError">It is no valid rule file.</exception>
    public static RuleSet Parse(string text, string file) => Of([.. RuleFile.Parse(text, file)]);

    private static List<Rule> ReadBuiltIn()
    {
        var rules = new List<Rule>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Embedded, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            rules.AddRange(RuleFile.Parse(reader.ReadToEnd(), name, trusted: true));
        }

        return rules;
    }

    private static IEnumerable<Rule> ReadFiles(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            List<string> files;
            try
            {
                files = Directory.Exists(path)
                    ? [.. Directory.EnumerateFiles(path, "*.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
                    : [path];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw RuleMessages.Unreadable(path, e.Message);
            }

            if (files.Count == 0)
            {
                throw RuleMessages.NoRules(path);
            }

            foreach (var rule in files.SelectMany(file => RuleFile.Parse(ReadText(file), file)))
            {
                yield return rule;
            }
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RuleMessages.Unreadable(file, e.Message);
        }
    }

    private static RuleSet Of(List<Rule> rules)
    {
        var places = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            if (!places.TryAdd(rule.Id, rule.Place))
            {
                var at = rule.Place.LastIndexOf(':');
                throw RuleMessages.DuplicateId(rule.Place[..at], int.Parse(rule.Place[(at + 1)..]), rule.Id, places[rule.Id]);
            }
        }

        var ordered = rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ToLookup(rule => rule.Enabled);
        return new RuleSet([.. ordered[true]], [.. ordered[false]]);
    }
}
