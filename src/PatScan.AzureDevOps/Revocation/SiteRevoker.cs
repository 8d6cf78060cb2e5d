using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Trail;

namespace PatScan.AzureDevOps.Revocation;

/// <summary>
/// Revokes what a plan has for one organisation. Looks first, so that what is gone is not asked for again; writes down,
/// then asks, then writes the answer; looks again until the list agrees. An answer that was lost is never read as success
/// or failure: the list decides.
/// </summary>
internal sealed class SiteRevoker(OperatorCalls calls, IRevocationRoute route, AuditTrail trail, Action<string> tell)
{
    // Answers that hide whether anything was done are settled by looking; then what is left is asked for again, so often.
    private const int Rounds = 3;

    // Microsoft's page warns of an hour; an accepted revocation is asked for again only past it.
    private static readonly TimeSpan TakesEffect = TimeSpan.FromHours(1);
    private readonly Gates gates = calls.Gateway.Gates;
    private string? stop;

    public async Task Run(IReadOnlyList<RevocationState> states, Waiting waiting, CancellationToken cancellation)
    {
        var history = Earlier(states);
        var lists = await Look(states, cancellation).ConfigureAwait(false);
        SettleGone(states, lists, history);
        RefuseUnlistable(states, lists);
        for (var round = 1; round <= Rounds && stop is null && Left(states).Any(s => !s.IsAccepted); round++)
        {
            if (round > 1)
            {
                await waiting.Next(cancellation).ConfigureAwait(false);
            }

            await Ask([.. Left(states).Where(s => !s.IsAccepted)], cancellation).ConfigureAwait(false);
            lists = await Look(Left(states), cancellation).ConfigureAwait(false);
            SettleGone(states, lists, history);
        }

        while (Left(states).Any(s => s.IsSent && s.Owner is not null) && await waiting.Next(cancellation).ConfigureAwait(false))
        {
            tell($"{calls.Site}: waiting for {Left(states).Count()} revocation(s) to show in the list");
            lists = await Look(Left(states), cancellation).ConfigureAwait(false);
            SettleGone(states, lists, history);
        }

        var rest = Left(states).ToList();
        rest.ForEach(s => s.Settle(s.IsSent ? OutcomeKind.Unknown : OutcomeKind.Refused, Doubt(s, lists), gates.Now));
        Record(rest);
    }

    private static IEnumerable<RevocationState> Left(IEnumerable<RevocationState> states) => states.Where(s => s.Kind is null);

    // What an earlier run began counts as sent, and as accepted when its answer said so not long ago.
    private HashSet<Guid> Earlier(IReadOnlyList<RevocationState> states)
    {
        var open = TrailHistory.Unsettled(trail.Entries, calls.Site.Name).Select(i => i.AuthorizationId).ToHashSet();
        var accepted = TrailHistory.Accepted(trail.Entries, calls.Site.Name, gates.Now - TakesEffect);
        foreach (var state in states.Where(s => open.Contains(s.Id)))
        {
            state.IsSent = state.WasSent = true;
            state.IsAccepted = accepted.Contains(state.Id);
        }

        return open;
    }

    private Task<TokenLists> Look(IEnumerable<RevocationState> states, CancellationToken cancellation) =>
        TokenLists.Get(route, states.Select(s => s.Owner).OfType<string>(), cancellation);

    private void SettleGone(IReadOnlyList<RevocationState> states, TokenLists lists, HashSet<Guid> earlier)
    {
        var gone = Left(states).Where(s => lists.IsAlive(s.Owner, s.Id, gates.Now) == false).ToList();
        foreach (var state in gone)
        {
            var why = earlier.Contains(state.Id) ? "begun by an earlier run that was cut off" : null;
            state.Settle(state.IsSent ? OutcomeKind.Revoked : OutcomeKind.AlreadyGone, why, gates.Now);
        }

        Record(gone);
    }

    // Who may not list may not revoke either, and could never show that it worked.
    private void RefuseUnlistable(IReadOnlyList<RevocationState> states, TokenLists lists)
    {
        var refused = Left(states).Where(s => lists.Failure(s.Owner) is not null).ToList();
        foreach (var state in refused)
        {
            var failure = lists.Failure(state.Owner)!;
            var isRefusal = failure.Code is "not-an-administrator" or "service-principal-refused" or "needs-user-sign-in" or "user-not-found";
            state.Settle(isRefusal ? OutcomeKind.Refused : OutcomeKind.Unknown, failure.Message, gates.Now);
        }

        Record(refused);
    }

    private async Task Ask(IReadOnlyList<RevocationState> states, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var batch in states.Chunk(route.Batch))
        {
            if (stop is not null)
            {
                return;
            }

            await AskBatch(batch, cancellation).ConfigureAwait(false);
            done += batch.Length;
            tell($"{calls.Site}: asked for {done} of {states.Count}");
        }
    }

    private async Task AskBatch(RevocationState[] batch, CancellationToken cancellation)
    {
        var request = route.Request([.. batch.Select(s => s.Id)]);
        var begin = trail.Append(new TrailEntry(TrailKind.Begin)
        {
            Operator = calls.Caller.ToString(),
            Organization = calls.Site.Name,
            Request = request.Description,
            Items = [.. batch.Select(Item)],
        });
        var (answer, lost) = await Send(request, batch, cancellation).ConfigureAwait(false);
        var detail = answer is null ? lost! : await Detail(answer, request, cancellation).ConfigureAwait(false);
        trail.Append(new TrailEntry(TrailKind.End) { Organization = calls.Site.Name, About = begin, Answer = detail });
        if (answer is null)
        {
            return;
        }

        if (answer.Status is 200 or 204 && request.Error(answer) is null)
        {
            Array.ForEach(batch, s => s.IsAccepted = true);
        }
        else if (answer.Status is 400 or 404 && batch.Length > 1)
        {
            // One bad id spoils a batch: halve it until the bad one stands alone.
            await AskBatch(batch[..(batch.Length / 2)], cancellation).ConfigureAwait(false);
            await AskBatch(batch[(batch.Length / 2)..], cancellation).ConfigureAwait(false);
        }
        else
        {
            await Refuse(batch, answer, detail, cancellation).ConfigureAwait(false);
        }
    }

    // The answer, or the words for there being none.
    private async Task<(Answer? Answer, string? Lost)> Send(RevocationRequest request, RevocationState[] batch, CancellationToken cancellation)
    {
        try
        {
            Array.ForEach(batch, s => s.IsSent = true);
            return (await request.Send(cancellation).ConfigureAwait(false), null);
        }
        catch (CallLost e)
        {
            return (null, "no answer: " + e.Message);
        }
        catch (AzureDevOpsError e)
        {
            // The sign-in ended before anything was sent.
            Array.ForEach(batch, s => s.IsSent = s.WasSent);
            stop = e.Message;
            return (null, "not sent: " + e.Message);
        }
    }

    private async Task<string> Detail(Answer answer, RevocationRequest request, CancellationToken cancellation)
    {
        var text = request.Error(answer) ?? await calls.Detail(answer, cancellation).ConfigureAwait(false);
        return text.Length == 0 ? $"HTTP {answer.Status}" : $"HTTP {answer.Status}: {text}";
    }

    private async Task Refuse(RevocationState[] batch, Answer answer, string detail, CancellationToken cancellation)
    {
        if (answer.Status is >= 500 or 429)
        {
            // A server in trouble may have done it: the list decides, and the next round asks again. Throttled, it did nothing.
            if (answer.Status == 429)
            {
                Array.ForEach(batch, s => s.IsSent = s.WasSent);
                stop = Messages.Throttled(calls.Site, "Revoking", answer.RetryAfter(gates.Now)).Message;
            }

            return;
        }

        var why = answer.Status is 401 or 403 or 203 or 302 ? (await calls.Explain(answer, "Revoking", cancellation).ConfigureAwait(false)).Message : detail;
        stop = answer.Status is 401 or 403 or 203 or 302 ? why : stop;
        foreach (var state in batch)
        {
            state.Settle(OutcomeKind.Refused, why, gates.Now);
        }

        Record(batch);
    }

    private string Doubt(RevocationState state, TokenLists lists) =>
        !state.IsSent ? "not asked for: " + stop
        : state.Owner is null ? (state.IsAccepted ? "accepted" : "asked for") + ", but not confirmed: name the owner with --user to see the list"
        : lists.Failure(state.Owner) is { } failure ? "asked for, but the list could not be read: " + failure.Message
        : state.IsAccepted ? "accepted, but the list still has it as valid; it can take an hour, so run the same command again"
        : "asked for, but the list still has it as valid" + (stop is null ? "" : ": " + stop);

    private void Record(IReadOnlyCollection<RevocationState> settled)
    {
        if (settled.Count > 0)
        {
            trail.Append(new TrailEntry(TrailKind.Outcome)
            {
                Organization = calls.Site.Name,
                Items = [.. settled.Select(s => Item(s) with { Outcome = s.Kind!.Code, Why = s.Why })],
            });
        }
    }

    private static TrailItem Item(RevocationState state) =>
        new(state.Id) { Fingerprint = state.Planned.Token?.Fingerprint, Owner = state.Owner };
}
