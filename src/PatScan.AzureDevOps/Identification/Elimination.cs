using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Tokens;

namespace PatScan.AzureDevOps.Identification;

/// <summary>
/// Strikes out the tokens of a proven owner that cannot be the leaked one, and ranks the rest. The month of issue ranks
/// and never strikes: a regenerated token may keep its old start.
/// </summary>
internal static class Elimination
{
    public static Identified Run(LeakedToken token, IReadOnlyList<PatRow> rows, Guid? organization, DateTimeOffset now)
    {
        var possible = rows.Where(r => !(r.ValidTo <= now) && !(r.ValidFrom > now.AddDays(1)) && r.WorksIn(organization)).ToList();
        var alive = Rank(token, possible.Where(r => r.IsValid && r.CorrelatingId is null));
        var contradicted = Rank(token, possible.Where(r => r.IsValid && r.CorrelatingId is not null));

        // A token goes on working for up to an hour after it was revoked, so a revoked row can be the one that still answers.
        var revoked = Rank(token, possible.Where(r => !r.IsValid));
        if (alive.Count == 1 && contradicted.Count == 0 && !revoked.Any(r => CouldBeItToo(r, alive[0])) && alive[0].MonthFits != false)
        {
            return new(Sureness.OnlyOne, $"the only token of its owner that works in this organization{Month(token, alive[0])}") { Row = alive[0].Row };
        }

        var left = (Candidate[])[.. alive, .. contradicted, .. revoked.Where(r => alive.Count == 0 || alive.Any(a => CouldBeItToo(r, a)))];
        return left.Length == 0
            ? new(Sureness.None, "its owner's list holds no token that works in this organization")
            : new(Sureness.None, Why(left.Length, alive, contradicted)) { Candidates = left };
    }

    private static bool CouldBeItToo(Candidate revoked, Candidate alive) => revoked.MonthFits != false || alive.MonthFits == false;

    private static string Why(int count, List<Candidate> alive, List<Candidate> contradicted) =>
        count > 1 ? $"{count} tokens of its owner can be it"
        : contradicted.Count == 1 ? "the owner's only token has another hash"
        : alive.Count == 1 ? "the owner's only working token was issued in another month"
        : "the owner's only token that can be it is revoked already";

    private static string Month(LeakedToken token, Candidate candidate) =>
        candidate.MonthFits == true ? $", and issued in {token.Issued} as the token says" : "";

    private static List<Candidate> Rank(LeakedToken token, IEnumerable<PatRow> rows) =>
    [
        .. rows.Select(r => Describe(token, r))
            .OrderByDescending(c => c.MonthFits == true).ThenBy(c => c.MonthFits == false)
            .ThenByDescending(c => IsFull(c.Row)).ThenByDescending(c => c.Row.ValidFrom).ThenBy(c => c.Row.AuthorizationId),
    ];

    private static bool IsFull(PatRow row) => row.Scope?.Split(' ').Contains("app_token") == true;

    private static Candidate Describe(LeakedToken token, PatRow row)
    {
        bool? fits = token.Issued is { } issued && row.ValidFrom is { } from ? issued.Fits(from) : null;
        var remarks = new List<string>();
        if (fits is { } known)
        {
            remarks.Add(known ? $"issued in {token.Issued}, as the token says" : $"not issued in {token.Issued}, which the token says");
        }

        if (IsFull(row))
        {
            remarks.Add("full access");
        }

        if (row.CorrelatingId is not null)
        {
            remarks.Add("its hash is another");
        }

        if (!row.IsValid)
        {
            remarks.Add("revoked already");
        }

        return new(row, remarks) { MonthFits = fits };
    }
}
