namespace PatScan.AzureDevOps.Http;

/// <summary>Reads an answer to its end or to the limit, and says in plain words why there is none.</summary>
internal static class AnswerReader
{
    /// <exception cref="CallLost">The answer is larger than the limit, or ends early.</exception>
    public static async Task<Answer> Read(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var body = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                body.Write(buffer, 0, read);
                if (body.Length > limit)
                {
                    throw TooLarge(limit);
                }
            }
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        return new Answer((int)response.StatusCode, headers.GetValueOrDefault("Content-Type", ""), body.ToArray(), headers);
    }

    public static CallLost Explain(Exception e, string host) => (e as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new CallLost(Loss.NameNotResolved, $"the name {host} could not be resolved"),
        HttpRequestError.SecureConnectionError => new CallLost(Loss.NotSecure, $"no secure connection to {host}: its certificate is not trusted here"),
        HttpRequestError.ConnectionError => new CallLost(Loss.NotConnected, $"no connection to {host}"),
        HttpRequestError.ProxyTunnelError => new CallLost(Loss.Proxy, $"the proxy does not let PatScan through to {host}"),
        _ => new CallLost(Loss.CutOff, $"the connection to {host} broke before the answer was complete"),
    };

    private static CallLost TooLarge(int limit) =>
        new(Loss.TooLarge, $"the answer is larger than {limit / (1024 * 1024.0):0.#} MiB");
}
