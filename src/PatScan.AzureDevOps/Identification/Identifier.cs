using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps.Identification;

/// <summary>
/// Finds the authorization id of a leaked value, in the order of strength: the hash in the owner's list; what is left of
/// the list of an owner whom the token itself named; the audit log. It never guesses.
/// </summary>
internal sealed class Identifier(AuditLog audit, Gates gates)
{
    /// <param name="token">The leaked token.</param>
    /// <param name="verdict">What its probe told; an active one proves whose it is.</param>
    /// <param name="rows">The tokens of the owner, or of the person whom the operator suspects.</param>
    public async Task<Identified> Identify(LeakedToken token, Verdict verdict, IReadOnlyList<PatRow> rows, CancellationToken cancellation)
    {
        var exact = rows.Where(r => r.CorrelatingId is { } id && token.CorrelatingIdentifiers.Contains(id, StringComparer.Ordinal)).ToList();
        if (exact.Count == 1)
        {
            return new(Sureness.Exact, "its hash is in the token list") { Row = exact[0] };
        }

        if (exact.Count > 1)
        {
            return new(Sureness.None, $"{exact.Count} rows of the token list have its hash") { Candidates = [.. exact.Select(r => new Candidate(r, ["its hash"]))] };
        }

        if (verdict.Status != TokenStatus.Active)
        {
            // Without the token's own word for its owner, striking out proves nothing.
            return new(Sureness.None, $"no row has its hash, and the token does not say whose it is ({verdict.Reason.Text})");
        }

        var left = Elimination.Run(token, rows, verdict.OrganizationId, gates.Now);
        if (left.Candidates.Count < 2)
        {
            return rows.Any(r => r.CorrelatingId is not null) || left.Row is null ? left : left with { How = $"{left.How}; the list carries no hashes" };
        }

        return await AskAuditLog(token, left, cancellation).ConfigureAwait(false);
    }

    // An issue in the token's month, of one candidate only, is a hint; the log does not record mere use, so no proof.
    private async Task<Identified> AskAuditLog(LeakedToken token, Identified left, CancellationToken cancellation)
    {
        if (token.Issued is not { } month || await audit.Tokens(cancellation).ConfigureAwait(false) is not { } events)
        {
            return left with { How = $"{left.How}; {(token.Issued is null ? "the token does not say its month" : "the audit log cannot be read")}" };
        }

        var issued = left.Candidates.Where(c => events.Any(e => e.IsIssue && e.AuthorizationId == c.Row.AuthorizationId && e.Time is { } t && month.Fits(t))).ToList();
        var candidates = left.Candidates
            .Select(c => Uses(events, c.Row) is > 0 and var n ? c with { Remarks = [.. c.Remarks, $"used for {n} audited actions"] } : c)
            .OrderByDescending(c => issued.Any(i => i.Row == c.Row)).ToList();
        return issued.Count == 1
            ? new(Sureness.Likely, $"{left.How}; the audit log has one issued in {month}") { Candidates = candidates }
            : left with { How = $"{left.How}; the audit log does not tell them apart", Candidates = candidates };
    }

    private static int Uses(IReadOnlyList<AuditEvent> events, PatRow row)
    {
        var id = row.AuthorizationId.ToString();
        return events.Count(e => e.UsedIdStart is { } start && id.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }
}
