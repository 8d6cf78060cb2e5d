namespace PatScan.AzureDevOps.Trail;

/// <summary>One entry of the audit trail. It never holds a token: its fields are ids, hashes and words.</summary>
/// <param name="Kind">One of <see cref="TrailKind"/>.</param>
public sealed record TrailEntry(string Kind)
{
    /// <summary>From 1, without gaps; given by the trail.</summary>
    public long Sequence { get; init; }

    /// <summary>UTC; given by the trail.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Tells the runs apart; given by the trail.</summary>
    public Guid Run { get; init; }

    /// <summary>The user and machine that ran PatScan; given by the trail.</summary>
    public string? Who { get; init; }

    /// <summary>Who signed in, and how.</summary>
    public string? Operator { get; init; }

    /// <summary>The organisation or server.</summary>
    public string? Organization { get; init; }

    /// <summary>Method and address of the call.</summary>
    public string? Request { get; init; }

    /// <summary>What came back, or why nothing did.</summary>
    public string? Answer { get; init; }

    /// <summary>The sequence of the entry that this one completes.</summary>
    public long? About { get; init; }

    /// <summary>The tokens.</summary>
    public IReadOnlyList<TrailItem> Items { get; init; } = [];

    /// <summary>Bytes of a torn line before this one; with <see cref="TornHash"/> it makes the rubbish verifiable.</summary>
    public long? TornBytes { get; init; }

    /// <summary>SHA-256 of those bytes.</summary>
    public string? TornHash { get; init; }
}
