using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PatScan.Fake;

/// <summary>
/// A real HTTP server on loopback, small enough to be cut off at any byte. Plays a gateway: the first part of the path is
/// the host that the client meant.
/// </summary>
public sealed class FakeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<FakeRequest, FakeAnswer> service;
    private readonly Lock gate = new();
    private readonly List<FakeRequest> requests = [];
    private int atOnce;

    public FakeServer(Func<FakeRequest, FakeAnswer> service)
    {
        this.service = service;
        listener.Start();
        _ = Task.Run(Accept);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Every request so far, faults included.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public List<FakeFault> Faults { get; } = [];

    /// <summary>The most requests that were ever being answered at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Called before the service sees a request.</summary>
    public Action<FakeRequest>? Before { get; set; }

    /// <summary>Called after the service did its work and before the answer is sent.</summary>
    public Action<FakeRequest>? After { get; set; }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => Serve(client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            if (await Read(stream) is { } request)
            {
                await Answer(stream, request);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The client went away, or the test did.
        }
    }

    private async Task Answer(NetworkStream stream, FakeRequest request)
    {
        FakeFault? fault;
        lock (gate)
        {
            request = request with { Number = requests.Count + 1 };
            requests.Add(request);
            fault = Faults.FirstOrDefault(f => f.When(request) && f.Strikes());
            MostAtOnce = Math.Max(MostAtOnce, ++atOnce);
        }

        try
        {
            Before?.Invoke(request);
            FakeAnswer answer;
            lock (gate)
            {
                answer = fault?.Instead ?? service(request);
            }

            After?.Invoke(request);
            if (fault?.Hold is { } hold)
            {
                await hold.WaitAsync(stop.Token);
            }

            await Send(stream, fault?.Change?.Invoke(answer) ?? answer, fault);
        }
        finally
        {
            lock (gate)
            {
                atOnce--;
            }
        }
    }

    private async Task Send(NetworkStream stream, FakeAnswer answer, FakeFault? fault)
    {
        var bytes = answer.ToBytes();
        if (fault?.Endless == true)
        {
            await stream.WriteAsync("HTTP/1.1 200 Fake\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"value\":[\""u8.ToArray(), stop.Token);
            var more = new byte[64 * 1024];
            Array.Fill(more, (byte)'x');
            while (true)
            {
                await stream.WriteAsync(more, stop.Token);
            }
        }

        var count = Math.Min(fault?.CutAt ?? bytes.Length, bytes.Length);
        await stream.WriteAsync(bytes.AsMemory(0, count), stop.Token);
        if (count < bytes.Length)
        {
            // A reset instead of a goodbye: the client must not take silence for an end.
            stream.Socket.LingerState = new LingerOption(count % 2 == 0, 0);
        }
    }

    private async Task<FakeRequest?> Read(NetworkStream stream)
    {
        var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int end;
        while ((end = all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        var lines = Encoding.Latin1.GetString(all.GetBuffer(), 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "", StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture);
        while (all.Length < end + 4 + length)
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        var target = lines[0].Split(' ');
        return Parse(target[0], target[1], headers, all.ToArray()[(end + 4)..(end + 4 + length)]);
    }

    private static FakeRequest Parse(string method, string target, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var parts = target.Split('?', 2);
        var query = (parts.Length > 1 ? parts[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .GroupBy(p => p[0]).ToDictionary(g => Uri.UnescapeDataString(g.Key), g => Uri.UnescapeDataString(g.First() is [_, var v] ? v : ""));
        var slash = parts[0].IndexOf('/', 1);
        var host = slash < 0 ? parts[0][1..] : parts[0][1..slash];
        return new(method, host, slash < 0 ? "/" : Uri.UnescapeDataString(parts[0][slash..]), query, headers, body);
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }
}
