using System.Globalization;
using Microsoft.CodeAnalysis.Sarif;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.Cli.Incident;

/// <summary>Writes into a findings file what became of each token: properties for all, a suppression for the dead.</summary>
internal static class SarifOutcome
{
    public static void Write(LeakLog log, LeakedToken token, Verdict? verdict, RevocationOutcome? outcome, Proof? proof)
    {
        foreach (var result in log.ResultsOf(token.Fingerprint))
        {
            Write(result, verdict, proof?.Last ?? verdict);
            Set(result, "authorizationId", outcome?.Planned.AuthorizationId.ToString());
            Set(result, "identifiedBy", outcome?.Planned.How);
            Set(result, "tokenScope", outcome?.Planned.Row?.Scope);
            Set(result, "revocation", outcome?.Kind.Code);
            Set(result, "revocationDetail", outcome?.Why);
            Set(result, "revokedAt", outcome is { Kind.IsDead: true } ? Time(outcome.At) : null);
            Suppress(result, proof?.Last ?? verdict, outcome);
        }
    }

    /// <summary>Writes what was verified.</summary>
    /// <param name="result">The result of the token.</param>
    /// <param name="verdict">The verdict that says whose it is.</param>
    /// <param name="last">The latest verdict.</param>
    public static void Write(Result result, Verdict? verdict, Verdict? last)
    {
        Set(result, "tokenStatus", last?.Status.Word());
        Set(result, "tokenStatusReason", last?.Reason.Code);
        Set(result, "tokenEvidence", last?.Evidence);
        Set(result, "verifiedAt", last is null ? null : Time(last.CheckedAt));
        Set(result, "verifiedIn", last?.Site?.Name);
        Set(result, "organization", verdict is { Status: TokenStatus.Active } ? verdict.Site?.Name : null);
        Set(result, "organizationId", verdict?.OrganizationId?.ToString());
        Set(result, "tokenOwner", verdict?.Owner?.ToString());
        Set(result, "tokenOwnerDescriptor", verdict?.Owner?.Descriptor);
    }

    // An earlier word of ours is taken back first: a token that was thought dead can turn out to work.
    private static void Suppress(Result result, Verdict? last, RevocationOutcome? outcome)
    {
        const string Ours = "The token ";
        result.Suppressions = result.Suppressions?.Where(s => s.Justification?.StartsWith(Ours, StringComparison.Ordinal) != true).ToList();
        if (last is not { Status: TokenStatus.Inactive })
        {
            return;
        }

        var how = outcome?.Kind == OutcomeKind.Revoked
            ? $"is dead: PatScan revoked it (authorization {outcome.Planned.AuthorizationId})."
            : $"does not work in {last.Site}: {last.Reason.Text}.";
        result.Suppressions = [.. result.Suppressions ?? [], new Suppression
        {
            Kind = SuppressionKind.External,
            Status = SuppressionStatus.Accepted,
            Justification = $"{Ours}{how} Azure DevOps answered {last.Evidence} at {Time(last.CheckedAt)}.",
        }];
    }

    private static void Set(Result result, string name, string? value)
    {
        if (value is not null)
        {
            result.SetProperty(name, value);
        }
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Word(this TokenStatus status) => status switch
    {
        TokenStatus.Active => "active",
        TokenStatus.Inactive => "inactive",
        _ => "unknown",
    };
}
