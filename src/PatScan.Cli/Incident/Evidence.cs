using System.Globalization;
using System.Text;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.Cli.Incident;

/// <summary>The evidence report for the incident's ticket: what leaked, where, since when, whose, and what proves it dead.</summary>
internal sealed class Evidence
{
    private readonly StringBuilder text = new();

    public Evidence(string title, string intro) => text.Append(CultureInfo.InvariantCulture, $"# {title}\n\n{intro}\n");

    /// <summary>A token: the finding, and whatever is known of its end.</summary>
    public void Add(LeakedToken token, Leak? leak, Verdict? verdict, RevocationOutcome? outcome, Proof? proof)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {token.Mask}: {Heading(verdict, outcome, proof)}\n\n| | |\n|---|---|\n");
        Row("Fingerprint (C3ID)", token.Fingerprint);
        Row("Found in", leak is null ? "standard input" : string.Join("; ", leak.Places.Take(20)) + (leak.Places.Count > 20 ? $"; and {leak.Places.Count - 20} more places" : ""));
        Row("Issued", token.Issued);
        Row("Organization", verdict?.Site is { } site ? verdict.OrganizationId is { } id ? $"{site} ({id})" : site.Name : null);
        Row("Owner", outcome?.Planned.Owner ?? verdict?.Owner);
        Row("Owner administers the organization", outcome?.Planned.OwnerIsAdministrator == true ? "yes" : null);
        Row("First verdict", Verdict(verdict));
        AddRevocation(outcome);
        Row("Proof", proof is null ? "none: it was not revoked by this run" : Proof(proof));
    }

    /// <summary>An id or a token of a person, without a leak that led to it.</summary>
    public void Add(RevocationOutcome outcome)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {outcome.Planned.AuthorizationId}: {outcome.Kind}\n\n| | |\n|---|---|\n");
        Row("Organization", outcome.Planned.Site);
        Row("Owner", outcome.Planned.Owner);
        AddRevocation(outcome);
    }

    /// <summary>A leak whose token could not be read again.</summary>
    public void AddLost(Leak leak)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {Cell.Of(leak.Fingerprint)}: unknown\n\n| | |\n|---|---|\n");
        Row("Found in", string.Join("; ", leak.Places.Take(20)));
        Row("Verdict", VerdictReason.NotAvailable.Text);
    }

    /// <summary>A closing paragraph.</summary>
    public void Close(string paragraph) => text.Append(CultureInfo.InvariantCulture, $"\n{paragraph}\n");

    public override string ToString() => text.ToString();

    private void AddRevocation(RevocationOutcome? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        var row = outcome.Planned.Row;
        Row("Authorization id", outcome.Planned.AuthorizationId);
        Row("Identified by", outcome.Planned.How);
        Row("Name", row?.DisplayName);
        Row("Scope", row?.Scope);
        Row("Valid", row is null ? null : $"{Day(row.ValidFrom)} to {Day(row.ValidTo)}");
        Row("Revocation", $"{outcome.Kind} at {SarifOutcome.Time(outcome.At)}{(outcome.Why is null ? "" : $": {outcome.Why}")}");
    }

    private static string Heading(Verdict? verdict, RevocationOutcome? outcome, Proof? proof) =>
        proof is not null ? proof.IsDead ? "dead" : "revoked, still answering"
        : outcome is not null ? outcome.Kind.Code
        : verdict?.Status.Word() ?? "unknown";

    private static string? Verdict(Verdict? verdict) =>
        verdict is null ? null : $"{verdict.Status.Word()}: {verdict.Reason.Text} ({verdict.Evidence}, {SarifOutcome.Time(verdict.CheckedAt)})";

    private static string Proof(Proof proof) =>
        $"{(proof.IsDead ? "the service refuses it" : $"it still answers, {proof.Last.Reason.Text}")}: {proof.Last.Evidence}, {SarifOutcome.Time(proof.Last.CheckedAt)}, {(proof.Probes == 1 ? "one probe" : $"{proof.Probes} probes")}";

    private static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";

    private void Row(string name, object? value) => text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell.Of(value)} |\n");
}
