using System.Globalization;

namespace PatScan.Rules;

/// <summary>Reads one rule file. Everything it does not know is an error: a misspelt key would silently weaken a rule.</summary>
internal sealed class RuleFile
{
    private static readonly string[] RootKeys = ["rules"];

    private static readonly string[] RuleKeys =
    [
        "id", "name", "title", "description", "help", "help-uri", "severity", "tags", "signatures", "at", "pattern", "run", "max-length", "check", "unproven", "near",
        "likely-as", "never", "never-in", "samples", "min-entropy", "min-digits", "enabled", "examples",
    ];

    private static readonly string[] RunKeys = ["alphabet", "length", "ends"];
    private static readonly string[] ExampleKeys = ["secret", "match", "likely", "no-match"];

    private readonly string file;
    private readonly bool trusted;

    private RuleFile(string file, bool trusted)
    {
        this.file = file;
        this.trusted = trusted;
    }

    /// <summary>
    /// The rules of <paramref name="text"/>. Patterns are compiled now, to report a bad one with its line, unless the file is
    /// <paramref name="trusted"/>: the built-in ones were checked when they were built.
    /// </summary>
    /// <exception cref="UserError">The file is no valid rule file.</exception>
    public static IReadOnlyList<Rule> Parse(string text, string file, bool trusted = false)
    {
        var reader = new RuleFile(file, trusted);
        var root = TomlNode.Parse(text, file);
        reader.RefuseUnknown(root, RootKeys);
        if (!root.Table!.TryGetValue("rules", out var rules) || rules.Array is not { Count: > 0 } tables)
        {
            throw RuleMessages.NoRules(file);
        }

        return [.. tables.Select(reader.Read)];
    }

    private Rule Read(TomlNode node)
    {
        RefuseUnknown(node, RuleKeys);
        var id = Text(node, "id") ?? throw RuleMessages.MissingKey(file, node.Line, "(without id)", "id");
        string Needed(string key) => Text(node, key) ?? throw RuleMessages.MissingKey(file, node.Line, id, key);

        var run = Get(node, "run") is { } table ? ReadRun(table, id) : null;
        var signatures = Texts(node, "signatures");
        var pattern = Text(node, "pattern");
        if (run is null ? pattern is null || signatures.Count == 0 : pattern is not null || signatures.Count > 0)
        {
            throw RuleMessages.NothingToFind(file, node.Line, id);
        }

        var check = ReadCheck(node);
        var maxLength = run?.Length ?? (Get(node, "max-length") is { } most ? Number(most, "max-length", 1) : 512);
        if (check is not null && maxLength != check.Length)
        {
            throw RuleMessages.WrongLength(file, Get(node, "check")!.Line, id, check.Length);
        }

        return new Rule
        {
            Id = id,
            Name = Needed("name"),
            Title = Needed("title"),
            Description = Needed("description"),
            Help = Needed("help"),
            HelpUri = ReadUri(node),
            Severity = ReadSeverity(node, id),
            Tags = Texts(node, "tags"),
            Signatures = CheckSignatures(node, signatures),
            At = Get(node, "at") is { } at ? Number(at, "at", 0) : null,
            Pattern = CheckPattern(node, pattern, id),
            Run = run,
            MaxLength = maxLength,
            Check = check,
            Unproven = ReadUnproven(node),
            Near = CheckAround(node, "near", id),
            LikelyAs = [.. Texts(node, "likely-as").Select(kind => ReadKind(node, kind))],
            Never = CheckAround(node, "never", id),
            NeverIn = Texts(node, "never-in"),
            Samples = Texts(node, "samples"),
            MinEntropy = ReadEntropy(node),
            MinDigits = Get(node, "min-digits") is { } digits ? Number(digits, "min-digits", 0) : 0,
            Enabled = ReadEnabled(node),
            Examples = ReadExamples(node, id),
            Place = $"{file}:{node.Line.ToString(CultureInfo.InvariantCulture)}",
        };
    }

    private Run ReadRun(TomlNode node, string id)
    {
        RefuseUnknown(node, RunKeys);
        var alphabet = Text(node, "alphabet") ?? throw RuleMessages.MissingKey(file, node.Line, id, "run.alphabet");
        if (alphabet.Length == 0 || alphabet.Any(c => !char.IsAscii(c)))
        {
            throw RuleMessages.BadValue(file, node.Line, "run.alphabet", alphabet, "a class of ASCII characters such as a-z2-7");
        }

        var ends = Text(node, "ends") ?? alphabet;
        try
        {
            _ = Sample.Expand(alphabet) + Sample.Expand(ends);
        }
        catch (FormatException e)
        {
            throw RuleMessages.BadValue(file, node.Line, "run", alphabet, $"a class of characters: {e.Message}");
        }

        if (ends.Any(c => !char.IsAscii(c)))
        {
            throw RuleMessages.BadValue(file, node.Line, "run.ends", ends, "a class of ASCII characters");
        }

        var length = Get(node, "length") ?? throw RuleMessages.MissingKey(file, node.Line, id, "run.length");
        return new Run(alphabet, Number(length, "run.length", 32), ends);
    }

    private RuleExamples ReadExamples(TomlNode node, string id)
    {
        if (Get(node, "examples") is not { } examples)
        {
            throw RuleMessages.NoExamples(file, node.Line, id);
        }

        RefuseUnknown(examples, ExampleKeys);
        var read = new RuleExamples(Text(examples, "secret"), Texts(examples, "match"), Texts(examples, "likely"), Texts(examples, "no-match"));
        if (read.Match.Count == 0 || read.NoMatch.Count == 0)
        {
            throw RuleMessages.NoExamples(file, examples.Line, id);
        }

        try
        {
            _ = read.Secret is null ? null : Sample.Make(read.Secret, 0);
        }
        catch (FormatException e)
        {
            throw RuleMessages.BadSample(file, examples.Line, id, e.Message);
        }

        return read;
    }

    private List<string> CheckSignatures(TomlNode node, List<string> signatures)
    {
        var bad = signatures.FirstOrDefault(s => s.Length < 3 || s.Any(c => !char.IsAscii(c)));
        return bad is null ? signatures : throw RuleMessages.BadValue(file, Get(node, "signatures")!.Line, "signatures", bad, "3 or more ASCII characters");
    }

    private string? CheckPattern(TomlNode node, string? pattern, string id, string key = "pattern")
    {
        if (pattern is not null && !trusted)
        {
            try
            {
                Rule.Compile(pattern);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                throw RuleMessages.BadPattern(file, Get(node, key)!.Line, id, e.Message.TrimEnd('.'));
            }
        }

        return pattern;
    }

    private List<string> CheckAround(TomlNode node, string key, string id)
    {
        var patterns = Texts(node, key);
        foreach (var pattern in patterns)
        {
            if (!pattern.Contains(Rule.SecretMark, StringComparison.Ordinal))
            {
                throw RuleMessages.BadValue(file, Get(node, key)!.Line, key, pattern, "a regular expression with {secret} in it");
            }

            CheckPattern(node, pattern.Replace(Rule.SecretMark, "", StringComparison.Ordinal), id, key);
        }

        return patterns;
    }

    private Context.PlaceKind ReadKind(TomlNode node, string word) =>
        Enum.TryParse<Context.PlaceKind>(word, ignoreCase: true, out var kind) && char.IsAsciiLetterLower(word[0])
            ? kind
            : throw RuleMessages.BadValue(file, Get(node, "likely-as")!.Line, "likely-as", word, "url, header, feed, command, assignment or log");

    private double? ReadEntropy(TomlNode node) => Get(node, "min-entropy") switch
    {
        null => null,
        { Value: double bits } when bits is > 0 and < 8 => bits,
        { Value: long bits } when bits is > 0 and < 8 => bits,
        var other => throw RuleMessages.WrongType(file, other.Line, "min-entropy", "a number of bits between 0 and 8"),
    };

    private bool ReadEnabled(TomlNode node) => Get(node, "enabled") switch
    {
        null => true,
        { Value: bool enabled } => enabled,
        var other => throw RuleMessages.WrongType(file, other.Line, "enabled", "true or false"),
    };

    private Checks.ICheck? ReadCheck(TomlNode node)
    {
        var name = Text(node, "check");
        return name is null ? null : Checks.Check.Find(name) ?? throw RuleMessages.UnknownCheck(file, Get(node, "check")!.Line, name, Checks.Check.Names);
    }

    private Confidence? ReadUnproven(TomlNode node) => Text(node, "unproven") switch
    {
        null or "possible" => Confidence.Possible,
        "likely" => Confidence.Likely,
        "drop" => null,
        var other => throw RuleMessages.BadValue(file, Get(node, "unproven")!.Line, "unproven", other, "possible, likely or drop"),
    };

    private Uri? ReadUri(TomlNode node) => Text(node, "help-uri") switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps => uri,
        var text => throw RuleMessages.BadValue(file, Get(node, "help-uri")!.Line, "help-uri", text, "an https address"),
    };

    private double ReadSeverity(TomlNode node, string id)
    {
        var value = Get(node, "severity") ?? throw RuleMessages.MissingKey(file, node.Line, id, "severity");
        var number = value.Value switch { double d => d, long l => l, _ => 0 };
        return number is >= 0.1 and <= 10 ? number : throw RuleMessages.WrongType(file, value.Line, "severity", "a number from 0.1 to 10.0");
    }

    private int Number(TomlNode node, string key, int least) =>
        node.Value is long number && number >= least && number <= 1 << 16
            ? (int)number
            : throw RuleMessages.WrongType(file, node.Line, key, $"a whole number from {least} to 65536");

    private string? Text(TomlNode node, string key) => Get(node, key) switch
    {
        null => null,
        { Value: string text } => text,
        var other => throw RuleMessages.WrongType(file, other.Line, key, "a text in quotes"),
    };

    private List<string> Texts(TomlNode node, string key) => Get(node, key) switch
    {
        null => [],
        { Array: { } array } when array.All(item => item.Value is string) => [.. array.Select(item => (string)item.Value)],
        var other => throw RuleMessages.WrongType(file, other.Line, key, "a list of texts in quotes"),
    };

    private TomlNode? Get(TomlNode node, string key) => Table(node, key).GetValueOrDefault(key);

    private Dictionary<string, TomlNode> Table(TomlNode node, string key) => node.Table ?? throw RuleMessages.WrongType(file, node.Line, key, "inside a table");

    private void RefuseUnknown(TomlNode node, string[] known)
    {
        foreach (var (key, value) in Table(node, known[0]))
        {
            if (!known.Contains(key))
            {
                throw RuleMessages.UnknownKey(file, value.Line, key, known);
            }
        }
    }
}
