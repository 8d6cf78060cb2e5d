using System.Diagnostics;
using PatScan.Fake;

namespace PatScan.Cli.Tests.Incident;

/// <summary>A leak in a folder, the organisation it belongs to, and an administrator in the environment.</summary>
internal sealed class Incident : IDisposable
{
    public Incident()
    {
        Contoso = Service.Add("contoso");
        Admin = Contoso.Add("root@contoso.com", administrator: true);
        Ann = Contoso.Add("ann@contoso.com");
        Admin.Add(AdminToken, "admin", "app_token", DateTimeOffset.UtcNow.AddDays(-1));
        Folder.Write("deploy/build.sh", $"#!/bin/sh\ngit clone https://build:{Leak}@dev.azure.com/contoso/web/_git/web\n");
        Service.Now = DateTimeOffset.UtcNow;
    }

    public FakeAzureDevOps Service { get; } = new();

    public FakeOrganization Contoso { get; }

    public FakeUser Admin { get; }

    public FakeUser Ann { get; }

    public string AdminToken { get; } = FakeTokens.Legacy(900);

    public string Leak { get; } = FakeTokens.Pat(1, DateTime.UtcNow.Year, DateTime.UtcNow.Month);

    public TemporaryFolder Folder { get; } = new();

    public string Trail => Path.Join(Folder.Path, "state", "patscan", "audit.jsonl");

    /// <summary>Everything that any run printed.</summary>
    public string Printed { get; private set; } = "";

    private (string, string?)[] Environment =>
    [
        ("PATSCAN_AZURE_DEVOPS_GATEWAY", Service.Server.Address), ("PATSCAN_ENTRA_GATEWAY", Service.Server.Address),
        ("AZURE_DEVOPS_EXT_PAT", AdminToken), ("XDG_STATE_HOME", Path.Join(Folder.Path, "state")), ("HTTP_PROXY", "http://127.0.0.1:1"), ("http_proxy", "http://127.0.0.1:1"),
    ];

    /// <summary>The leaked token, alive and the owner's.</summary>
    public FakePat Live() => Ann.Add(Leak, "build", from: DateTimeOffset.UtcNow.AddMinutes(-5));

    public Patscan Scan()
    {
        var run = Run("scan", "deploy", "-r", "sarif=findings.sarif");
        Assert.Equal(1, run.ExitCode);
        return run;
    }

    public Patscan Run(params string[] arguments) => Feed(null, arguments);

    public Patscan Feed(string? input, params string[] arguments)
    {
        var run = Patscan.Run(Folder.Path, input is null ? null : System.Text.Encoding.UTF8.GetBytes(input), Environment, arguments);
        Printed += run.Output + run.Error;
        return run;
    }

    public Process Start(params string[] arguments) => Patscan.Start(Folder.Path, Environment, arguments);

    public IEnumerable<FakeRequest> Writes => Service.Server.Requests.Where(r => r.Path.EndsWith("/revocations", StringComparison.Ordinal) || r.Method == "DELETE");

    /// <summary>No secret in anything that was printed or written.</summary>
    public void AssertNothingLeaks()
    {
        var files = Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("build.sh", StringComparison.Ordinal)).Select(File.ReadAllText);
        foreach (var text in files.Append(Printed))
        {
            Assert.DoesNotContain(Leak, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(AdminToken, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    public void Dispose()
    {
        Service.Dispose();
        Folder.Dispose();
    }
}
