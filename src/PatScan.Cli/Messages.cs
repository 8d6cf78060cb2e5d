namespace PatScan.Cli;

/// <summary>Every error of the command line: what is wrong, the value in quotes, what would be valid.</summary>
internal static class Messages
{
    public static UserError UnknownReportFormat(string format, IEnumerable<string> valid) =>
        new("report-format-unknown", $"There is no report format \"{format}\"; the formats are {string.Join(", ", valid)}.");

    public static UserError ReportNeedsPath(string text) =>
        new("report-needs-path", $"\"{text}\" names no report: write FORMAT=PATH, such as sarif=findings.sarif, or FORMAT=- for standard output.");

    public static UserError ReportTwiceOnStandardOutput() =>
        new("report-twice-on-stdout", "Only one report can go to standard output.");

    public static UserError ReportNotWritable(string path, string problem) =>
        new("report-not-writable", $"Cannot write the report \"{path}\": {problem}.");

    public static UserError UnknownConfidence(string option, string value) =>
        new("confidence-unknown", $"\"{value}\" is no value for {option}; it must be possible, likely or proven.");

    public static UserError BadThreads(string value) =>
        new("threads-invalid", $"\"{value}\" is no number of threads; it must be a whole number from 1 to 1024.");

    public static UserError BadSize(string value) =>
        new("size-invalid", $"\"{value}\" is no size; write bytes, or a number with KB, MB or GB.");

    public static UserError StandardInputTwice() =>
        new("stdin-twice", "Standard input (\"-\") can be scanned only once.");

    public static UserError OneSourceOnly() =>
        new("source-conflict", "Only one of --history, --staged and --commits (or --since) can be given.");

    public static UserError OneRepositoryOnly() =>
        new("repository-conflict", "--history, --staged, --commits and --since take one repository.");

    public static UserError FileOptionsWithGit(string option) =>
        new("file-option-with-git", $"{option} chooses files; it cannot be used with --history, --staged, --commits or --since.");

    public static UserError BadDate(string value) =>
        new("date-invalid", $"\"{value}\" is no date; write 2026-01-31, or 2026-01-31T12:00:00Z.");

    public static UserError UnknownRulesAction(string action) =>
        new("rules-action-unknown", $"There is no \"patscan rules {action}\"; there are list, show ID and check [PATH]...");

    public static UserError RuleNotFound(string id, IEnumerable<string> valid) =>
        new("rule-not-found", $"There is no rule \"{id}\"; the rules are {string.Join(", ", valid)}.");

    public static UserError RulesShowNeedsId() =>
        new("rules-show-needs-id", "\"patscan rules show\" needs the id of a rule, such as PS101.");
}
