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

    public static UserError NotFindings(string path, string problem) =>
        new("findings-not-readable", $"Cannot read the findings \"{path}\": {problem}. It must be the SARIF that \"patscan scan -r sarif=PATH\" wrote.");

    public static UserError NoTokensOnInput() =>
        new("no-tokens-on-stdin", "Standard input holds no Azure DevOps personal access token.");

    public static UserError RootNotFound(string path) =>
        new("root-not-found", $"There is no folder \"{path}\"; --root is the folder that was scanned.");

    public static UserError SarifNeedsFindings() =>
        new("sarif-needs-findings", "A SARIF report needs a findings file to write the outcome into; tokens from standard input and ids have none. Use markdown.");

    public static UserError OrganizationAndServer() =>
        new("organization-and-server", "--organization and --server exclude each other.");

    public static UserError OrganizationNeedsVerify() =>
        new("organization-needs-verify", "--organization says where to verify tokens; it needs --verify.");

    public static UserError OrganizationMissing() =>
        new("organization-missing", "Ids and people belong to an organization: name it with --organization.");

    public static UserError NothingToRevoke() =>
        new("nothing-to-revoke", "Say what to revoke: FINDINGS, \"-\" for tokens on standard input, --authorization-id, or --user.");

    public static UserError DryRunAndYes() =>
        new("dry-run-and-yes", "--dry-run and --yes exclude each other.");

    public static UserError BadId(string value) =>
        new("authorization-id-invalid", $"\"{value}\" is no authorization id; it looks like 01234567-89ab-cdef-0123-456789abcdef.");

    public static UserError BadNumber(string option, string value, string unit) =>
        new("number-invalid", $"\"{value}\" is no value for {option}; it must be a whole number of {unit}.");

    public static UserError OwnNeedsTokens() =>
        new("own-needs-tokens", "--own needs the tokens: FINDINGS, or \"-\" for standard input; it does not go with --user.");

    public static UserError InputTwice() =>
        new("stdin-twice", "Standard input can be the tokens (\"-\") or the administrator's token (--auth pat-stdin), not both.");

    public static UserError UnknownAuditAction(string action) =>
        new("audit-action-unknown", $"There is no \"patscan audit {action}\"; there is verify-log [PATH].");
}
