using PatScan.Content;

namespace PatScan.Scanning;

/// <summary>How to scan.</summary>
public sealed record ScanOptions
{
    /// <summary>How many threads read and scan, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The limits.</summary>
    public Limits Limits { get; init; } = new();
}
