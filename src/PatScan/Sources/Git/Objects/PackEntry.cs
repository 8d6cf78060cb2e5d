namespace PatScan.Sources.Git;

/// <summary>The header of one object in a pack.</summary>
internal readonly struct PackEntry
{
    /// <summary>A delta whose base is so many bytes before it.</summary>
    public const int OffsetDelta = 6;

    /// <summary>A delta whose base is named by id.</summary>
    public const int NamedDelta = 7;

    /// <summary>1 to 4 as <see cref="ObjectKind"/>, or one of the two kinds of delta.</summary>
    public required int Type { get; init; }

    /// <summary>Bytes that its data inflate to, as the header claims. Never negative, otherwise unchecked.</summary>
    public required long Size { get; init; }

    /// <summary>Where its zlib data start in the pack.</summary>
    public required long Data { get; init; }

    /// <summary>Where the base of an <see cref="OffsetDelta"/> starts: inside the pack and before this entry.</summary>
    public long Base { get; init; }

    /// <summary>Whether it needs a base.</summary>
    public bool IsDelta => Type >= OffsetDelta;
}
