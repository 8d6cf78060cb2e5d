using System.Text;

namespace PatScan.Fake;

/// <summary>A request as it arrived: the first part of its path is the host that it was meant for.</summary>
public sealed record FakeRequest(string Method, string Host, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Counts from 1 over the life of the server.</summary>
    public int Number { get; init; }

    public override string ToString() => $"{Method} {Host}{Path}";
}

/// <summary>An answer, before a fault is done to it.</summary>
public sealed record FakeAnswer(int Status, string ContentType, byte[] Body)
{
    public List<(string Name, string Value)> Headers { get; init; } = [];

    public static FakeAnswer Json(string json, int status = 200) => new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(json));

    public static FakeAnswer Html(string html, int status) => new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public static FakeAnswer Empty(int status) => new(status, "", []);

    public FakeAnswer With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"HTTP/1.1 {Status} Fake\r\nConnection: close\r\n");
        if (ContentType.Length > 0)
        {
            head.Append($"Content-Type: {ContentType}\r\n");
        }

        foreach (var (name, value) in Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        if (Status is not (204 or 304))
        {
            head.Append($"Content-Length: {Body.Length}\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }
}

/// <summary>Something that goes wrong on the way, to requests that it is meant for.</summary>
public sealed class FakeFault(Func<FakeRequest, bool> when)
{
    private int seen;

    public Func<FakeRequest, bool> When => when;

    /// <summary>Lets so many pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Strikes so often.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Answers this instead, and the service never sees the request.</summary>
    public FakeAnswer? Instead { get; init; }

    /// <summary>Changes the service's answer after it did its work.</summary>
    public Func<FakeAnswer, FakeAnswer>? Change { get; init; }

    /// <summary>Sends so many bytes of the answer, then closes the connection.</summary>
    public int? CutAt { get; init; }

    /// <summary>Sends the answer's head and then bytes without end.</summary>
    public bool Endless { get; init; }

    /// <summary>Sends nothing until this is done.</summary>
    public Task? Hold { get; init; }

    internal bool Strikes()
    {
        seen++;
        return seen > Skip && seen <= (long)Skip + Times;
    }
}
