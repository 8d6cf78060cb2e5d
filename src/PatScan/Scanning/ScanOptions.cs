using PatScan.Content;
using PatScan.Context;

namespace PatScan.Scanning;

/// <summary>How to scan.</summary>
public sealed record ScanOptions
{
    /// <summary>How many threads read and scan, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether <c>patscan:allow</c> comments silence what stands on their line.</summary>
    public bool AllowComments { get; init; } = true;

    /// <summary>
    /// What the repository that content belongs to says of the organisation, where the content says nothing; or null. Called
    /// from any thread, for findings only.
    /// </summary>
    public Func<Origin, PlaceContext?>? Repository { get; init; }

    /// <summary>The limits.</summary>
    public Limits Limits { get; init; } = new();
}
