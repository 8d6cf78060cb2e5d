using CommandLine;

namespace PatScan.Cli.Commands;

/// <summary>The command line of <c>patscan revoke</c>, as typed. No option takes a secret.</summary>
[Verb("revoke", HelpText = "Find leaked tokens' records in Azure DevOps, revoke them with --yes, and prove that they are dead.")]
internal sealed class RevokeArguments
{
    [Value(0, MetaName = "FINDINGS", HelpText = "The SARIF of a scan; \"-\" reads tokens from standard input.")]
    public string? Findings { get; set; }

    [Option("yes", HelpText = "Revoke what the plan says. Without it nothing is revoked.")]
    public bool Yes { get; set; }

    [Option("dry-run", HelpText = "Only print the plan, which is also what happens without --yes.")]
    public bool DryRun { get; set; }

    [Option("organization", MetaValue = "ORG", HelpText = "The organization: its name or address. Default: what stands beside each token.")]
    public string? Organization { get; set; }

    [Option("authorization-id", MetaValue = "ID", HelpText = "Revoke this one, of several candidates or by itself. Can be given several times.")]
    public IEnumerable<string> AuthorizationIds { get; set; } = [];

    [Option("user", MetaValue = "UPN", HelpText = "The owner. Without FINDINGS and ids: all tokens of this person.")]
    public string? User { get; set; }

    [Option("scope", MetaValue = "SCOPE", HelpText = "With --user: only tokens that have this scope, such as vso.code_write or app_token.")]
    public string? Scope { get; set; }

    [Option("older-than", MetaValue = "DAYS", HelpText = "With --user: only tokens issued at least so long ago.")]
    public string? OlderThan { get; set; }

    [Option("name", MetaValue = "PATTERN", HelpText = "With --user: only tokens of this name; * stands for anything.")]
    public string? Name { get; set; }

    [Option("own", HelpText = "The tokens are your own: revoke them as yourself, without an administrator. Needs a sign-in as a person.")]
    public bool Own { get; set; }

    [Option("auth", MetaValue = "MODE", Default = "auto", HelpText = "How to sign in: auto, pat, pat-stdin, device-code, browser, client-secret, certificate, managed-identity, workload-identity, azure-pipelines, github-actions, azure-cli.")]
    public string Auth { get; set; } = "auto";

    [Option("client-id", MetaValue = "ID", HelpText = "The application's id in Entra. Default: AZURE_CLIENT_ID.")]
    public string? ClientId { get; set; }

    [Option("tenant", MetaValue = "TENANT", HelpText = "The Entra tenant: id or domain. Default: AZURE_TENANT_ID.")]
    public string? Tenant { get; set; }

    [Option("token-cache", MetaValue = "PATH", HelpText = "Keep Entra's tokens in this file between runs, readable by you only but not encrypted. Default: in memory.")]
    public string? TokenCache { get; set; }

    [Option("audit-log", MetaValue = "PATH", HelpText = "Where everything is written down before it is done. Default: audit.jsonl in your state folder.")]
    public string? AuditLog { get; set; }

    [Option("wait", MetaValue = "SECONDS", Default = "300", HelpText = "How long to wait for revocations to take effect.")]
    public string Wait { get; set; } = "300";

    [Option('r', "report", MetaValue = "FORMAT=PATH", HelpText = "Write the outcome: sarif=findings.sarif, markdown=evidence.md. Can be given several times.")]
    public IEnumerable<string> Reports { get; set; } = [];

    [Option("root", MetaValue = "PATH", HelpText = "The folder that was scanned. Default: the current folder.")]
    public string Root { get; set; } = ".";
}
