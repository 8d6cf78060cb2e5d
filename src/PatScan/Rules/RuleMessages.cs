namespace PatScan.Rules;

/// <summary>Every error that a rule file can cause: where, what is wrong, what would be valid.</summary>
internal static class RuleMessages
{
    public static UserError NotToml(string file, int line, string problem) => At("rules-not-toml", file, line, $"not valid TOML: {problem}");

    public static UserError UnknownKey(string file, int line, string key, IEnumerable<string> valid) =>
        At("rules-unknown-key", file, line, $"unknown key \"{key}\"; valid keys here are {string.Join(", ", valid)}");

    public static UserError MissingKey(string file, int line, string rule, string key) =>
        At("rules-missing-key", file, line, $"rule \"{rule}\" has no \"{key}\"");

    public static UserError WrongType(string file, int line, string key, string expected) =>
        At("rules-wrong-type", file, line, $"\"{key}\" must be {expected}");

    public static UserError BadPattern(string file, int line, string rule, string problem) =>
        At("rules-bad-pattern", file, line, $"the pattern of rule \"{rule}\" cannot be used: {problem}");

    public static UserError BadSample(string file, int line, string rule, string problem) =>
        At("rules-bad-sample", file, line, $"examples.secret of rule \"{rule}\": {problem}");

    public static UserError DuplicateId(string file, int line, string id, string other) =>
        At("rules-duplicate-id", file, line, $"rule \"{id}\" is already defined in {other}");

    public static UserError UnknownCheck(string file, int line, string check, IEnumerable<string> valid) =>
        At("rules-unknown-check", file, line, $"unknown check \"{check}\"; the checks are {string.Join(", ", valid)}");

    public static UserError BadValue(string file, int line, string key, string value, string expected) =>
        At("rules-bad-value", file, line, $"\"{value}\" is no value for \"{key}\"; it must be {expected}");

    public static UserError WrongLength(string file, int line, string rule, int length) =>
        At("rules-wrong-length", file, line, $"the check of rule \"{rule}\" is for secrets of {length} characters, and max-length or run.length must say so");

    public static UserError NothingToFind(string file, int line, string rule) =>
        At("rules-nothing-to-find", file, line, $"rule \"{rule}\" needs either \"signatures\" and \"pattern\", or \"run\"");

    public static UserError NoExamples(string file, int line, string rule) =>
        At("rules-no-examples", file, line, $"rule \"{rule}\" needs an example that must match and one that must not: examples.match and examples.no-match");

    public static UserError Unreadable(string path, string problem) => new("rules-unreadable", $"Cannot read the rules in \"{path}\": {problem}");

    public static UserError RuleNotFound(string id, IEnumerable<string> valid) =>
        new("rule-not-found", $"There is no rule \"{id}\"; the rules are {string.Join(", ", valid)}.");

    public static UserError NoRules(string path) => new("rules-none", $"No rules in \"{path}\": a rule file has at least one [[rules]] table, a folder at least one *.toml file.");

    private static UserError At(string code, string file, int line, string problem) => new(code, $"{file}:{line}: {problem}.");
}
