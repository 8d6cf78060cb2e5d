#pragma warning disable RS0030 // this is the gate that the ban on HttpClient points to
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;

namespace PatScan.AzureDevOps.Http;

/// <summary>
/// The one place that sends a request: checks the host, waits its turn, signs, sends, reads no more than the limit, and
/// tries again only where Azure DevOps's documents say so. 401 and 403 are never repeated: that locks accounts.
/// </summary>
internal sealed class Gateway : IDisposable
{
    private static readonly ProductInfoHeaderValue Product =
        new("PatScan", typeof(Gateway).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "1.0.0");

    private readonly ConcurrentDictionary<string, Lane> lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly AllowedHosts allowed;
    private readonly GatewayRoute route;
    private readonly Gates gates;
    private readonly ClientLimits limits;
    private readonly HttpClient client;

    public Gateway(HttpMessageHandler handler, AllowedHosts allowed, GatewayRoute route, Gates gates, ClientLimits limits)
    {
        (this.allowed, this.route, this.gates, this.limits) = (allowed, route, gates, limits);
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ClientLimits Limits => limits;

    public Gates Gates => gates;

    /// <summary>Sends the call, several times if need be, and returns the last answer, whatever it says.</summary>
    /// <exception cref="CallLost">No whole answer came.</exception>
    public async Task<Answer> Send(Call call, CancellationToken cancellation)
    {
        allowed.Demand(call.Address);
        var lane = lanes.GetOrAdd(call.Lane, _ => new Lane(gates, limits));
        for (var attempt = 1; ; attempt++)
        {
            var answer = await Try(call, lane, attempt, cancellation).ConfigureAwait(false);
            var asked = answer?.RetryAfter(gates.Now) ?? TimeSpan.Zero;
            if (answer is not null && (attempt == limits.Tries || asked > limits.LongestWait || !IsWorthRepeating(call, answer.Status)))
            {
                return answer;
            }

            var ours = Backoff(attempt);
            await gates.Pause(asked > ours ? asked : ours, cancellation).ConfigureAwait(false);
        }
    }

    // Null when the answer was lost but the call may be repeated.
    private async Task<Answer?> Try(Call call, Lane lane, int attempt, CancellationToken cancellation)
    {
        Answer? answer = null;
        await lane.Enter(cancellation).ConfigureAwait(false);
        try
        {
            return answer = await Once(call, cancellation).ConfigureAwait(false);
        }
        catch (CallLost lost) when (lost.IsPassing && call.RepeatWhenLost && attempt < limits.Tries)
        {
            return null;
        }
        finally
        {
            lane.Leave(answer?.RetryAfter(gates.Now));
        }
    }

    private async Task<Answer> Once(Call call, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(call.Method, route.Send(call.Address));
        request.Headers.UserAgent.Add(Product);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("(leaked token remediation)"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
        call.Credential?.Sign(request);
        if (call.Json is not null)
        {
            request.Content = new ByteArrayContent(call.Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        else if (!call.RepeatWhenLost)
        {
            // .NET itself sends a request without content up to four times when a connection closes before the first byte
            // of an answer. An empty content (Content-Length: 0) is what keeps it from that.
            request.Content = new ByteArrayContent([]);
        }

        using var timer = new CancellationTokenSource(limits.CallTimeout, gates.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            return await AnswerReader.Read(response, limits.AnswerBytes, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CallLost(Loss.Timeout, $"no answer from {call.Address.IdnHost} in {limits.CallTimeout.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw AnswerReader.Explain(e, call.Address.IdnHost);
        }
    }

    private static bool IsWorthRepeating(Call call, int status) => status == 429 || (status is 502 or 503 or 504 && !call.Writes);

    // Half of it fixed and half by chance: never at once, never all together.
    private TimeSpan Backoff(int attempt)
    {
        var full = Math.Min(limits.FirstBackoff.TotalSeconds * Math.Pow(2, attempt - 1), limits.LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds((full / 2) + (full / 2 * gates.Jitter()));
    }

    public void Dispose()
    {
        client.Dispose();
        foreach (var lane in lanes.Values)
        {
            lane.Dispose();
        }
    }
}
