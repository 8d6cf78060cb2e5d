using PatScan.AzureDevOps.Administration;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.Tests.Http;

/// <summary>Calls as the administrator, for tests below the connection.</summary>
internal sealed class Shared : IDisposable
{
    private readonly Gateway gateway;

    public Shared(Desk desk)
    {
        gateway = desk.Bench.Gateway();
        Calls = new OperatorCalls(gateway, desk.Site, desk.Caller);
    }

    public OperatorCalls Calls { get; }

    public void Dispose() => gateway.Dispose();
}
