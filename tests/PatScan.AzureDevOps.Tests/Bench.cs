using System.Collections.Concurrent;
using PatScan.AzureDevOps.Http;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests;

/// <summary>A fake service and a connection to it, with a clock that waiting moves and nobody else.</summary>
public sealed class Bench : IDisposable
{
    private readonly Dictionary<string, string> variables;
    private readonly Lazy<Connection> connection;

    public Bench()
    {
        Time = new ManualTime(Fake.Now);
        variables = new() { [GatewayRoute.Variable] = Fake.Server.Address, [GatewayRoute.EntraVariable] = Fake.Server.Address };
        connection = new(() => new Connection(variables.GetValueOrDefault, Server, Gates, Limits, Handler));
    }

    public FakeAzureDevOps Fake { get; } = new();

    public ManualTime Time { get; }

    internal Site? Server { get; set; }

    internal HttpMessageHandler? Handler { get; set; }

    /// <summary>Every wait, in order.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

    /// <summary>Every line that the operator was told.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    internal ClientLimits Limits { get; set; } = new();

    public double Jitter { get; set; } = 0.5;

    internal Gates Gates => new(Time, Pause, () => Jitter);

    public Connection Connection => connection.Value;

    public string this[string variable]
    {
        set => variables[variable] = value;
    }

    internal Gateway Gateway() => new(Handler ?? Transport.Make(Limits, true), new AllowedHosts(Server), GatewayRoute.From(GatewayRoute.Variable, Fake.Server.Address), Gates, Limits);

    private Task Pause(TimeSpan length, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Pauses.Enqueue(length);
        Time.Advance(length);
        Fake.Now = Time.GetUtcNow();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (connection.IsValueCreated)
        {
            connection.Value.Dispose();
        }

        Fake.Dispose();
    }
}
