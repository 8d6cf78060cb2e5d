using System.Globalization;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Trail;
using PatScan.Cli.Incident;

namespace PatScan.Cli.Commands;

/// <summary>What <c>patscan revoke</c> is to do, checked before anything is read or asked.</summary>
internal sealed record RevokeOptions
{
    public required Site? Site { get; init; }

    public required PlanRequest Request { get; init; }

    public required PatFilter Filter { get; init; }

    public required SignInOptions SignIn { get; init; }

    public required string TrailPath { get; init; }

    public required TimeSpan Wait { get; init; }

    public required IReadOnlyList<PrivateReport> Reports { get; init; }

    /// <exception cref="UserError">The arguments contradict each other or themselves.</exception>
    public static RevokeOptions Read(RevokeArguments arguments)
    {
        var ids = arguments.AuthorizationIds.Select(t => Guid.TryParseExact(t, "D", out var id) ? id : throw Messages.BadId(t)).ToList();
        var mode = SignInModes.Parse(arguments.Auth);
        Contradict(arguments, ids.Count > 0, mode);
        return new()
        {
            Site = arguments.Organization is null ? null : Site.Organization(arguments.Organization),
            Request = new() { Chosen = ids, User = arguments.User },
            Filter = new()
            {
                Scope = arguments.Scope,
                Age = arguments.OlderThan is null ? null : TimeSpan.FromDays(Number("--older-than", arguments.OlderThan, "days")),
                Name = arguments.Name,
            },
            SignIn = new(mode)
            {
                ClientId = arguments.ClientId,
                Tenant = arguments.Tenant,
                TokenCache = arguments.TokenCache,
                Input = mode == SignInMode.PatStdin ? Console.In : null,
                Tell = Console.Error.WriteLine,
            },
            TrailPath = arguments.AuditLog ?? TrailLocation.Default(Environment.GetEnvironmentVariable),
            Wait = TimeSpan.FromSeconds(Number("--wait", arguments.Wait, "seconds")),
            Reports = PrivateReport.Parse(arguments.Reports),
        };
    }

    private static void Contradict(RevokeArguments arguments, bool hasIds, SignInMode mode)
    {
        if (arguments is { Yes: true, DryRun: true })
        {
            throw Messages.DryRunAndYes();
        }

        if (arguments.Findings is null && !hasIds && arguments.User is null)
        {
            throw arguments.Own ? Messages.OwnNeedsTokens() : Messages.NothingToRevoke();
        }

        if (arguments.Findings is null && arguments.Organization is null)
        {
            throw Messages.OrganizationMissing();
        }

        if (arguments.Own && (arguments.Findings is null || arguments.User is not null))
        {
            throw Messages.OwnNeedsTokens();
        }

        if (arguments.Findings == "-" && mode == SignInMode.PatStdin)
        {
            throw Messages.InputTwice();
        }
    }

    private static int Number(string option, string text, string unit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 86400 ? number : throw Messages.BadNumber(option, text, unit);
}
