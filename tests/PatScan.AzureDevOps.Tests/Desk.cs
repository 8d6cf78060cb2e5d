using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Trail;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests;

/// <summary>A whole incident: an organisation, an administrator who is signed in, a person whose token leaked, a trail.</summary>
public sealed class Desk : IDisposable
{
    public Desk()
    {
        Contoso = Bench.Fake.Add("contoso");
        Admin = Contoso.Add("root@contoso.com", administrator: true);
        Ann = Contoso.Add("ann@contoso.com");
        AdminToken = FakeTokens.Legacy(900);
        Admin.Add(AdminToken, "admin", "app_token");
        Bench["AZURE_DEVOPS_EXT_PAT"] = AdminToken;
        Folder = Directory.CreateTempSubdirectory("patscan").FullName;
        TrailPath = Path.Combine(Folder, "audit.jsonl");
        Leak = FakeTokens.Pat(1);
    }

    public Bench Bench { get; } = new();

    public FakeOrganization Contoso { get; }

    public FakeUser Admin { get; }

    public FakeUser Ann { get; }

    public string AdminToken { get; }

    public string Leak { get; }

    public string Folder { get; }

    public string TrailPath { get; }

    public Site Site { get; } = Site.Organization("contoso");

    public FakeServer Server => Bench.Fake.Server;

    internal SignInOptions SignIn { get; set; } = new(SignInMode.Pat);

    public Caller Caller => Bench.Connection.SignIn(SignIn);

    public LeakedToken Token(string? value = null) => new(value ?? Leak) { Sites = [Site] };

    public Task<RevocationPlan> Plan(PlanRequest? request = null, params string[] leaks)
    {
        using var trail = Open();
        var tokens = leaks.DefaultIfEmpty(Leak).Select(l => Token(l)).ToList();
        return Bench.Connection.Plan(Caller, trail.Entries).ForTokens(tokens, request ?? new(), TestContext.Current.CancellationToken);
    }

    public AuditTrail Open() => AuditTrail.Open(TrailPath, Bench.Time);

    public async Task<RevocationResult> Execute(RevocationPlan plan, int wait = 300)
    {
        using var trail = Open();
        return await Bench.Connection.Revoke(Caller, trail, Bench.Told.Enqueue).Execute(plan, [Site], TimeSpan.FromSeconds(wait), TestContext.Current.CancellationToken);
    }

    public async Task<RevocationResult> Revoke(params string[] leaks) => await Execute(await Plan(null, leaks));

    /// <summary>Requests that changed something.</summary>
    public IReadOnlyList<FakeRequest> Writes => [.. Server.Requests.Where(r => r.Path.EndsWith("/revocations", StringComparison.Ordinal) || r.Method == "DELETE")];

    /// <summary>Everything that this run produced, to look for secrets in.</summary>
    public string Produced => string.Join('\n', Bench.Told) + (File.Exists(TrailPath) ? File.ReadAllText(TrailPath) : "");

    public void Dispose()
    {
        Bench.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
