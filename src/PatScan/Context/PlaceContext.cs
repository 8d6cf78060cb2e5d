namespace PatScan.Context;

/// <summary>What the text around a secret says about it.</summary>
public sealed record PlaceContext
{
    /// <summary>Nothing is known.</summary>
    public static readonly PlaceContext Unknown = new();

    /// <summary>What the secret is there.</summary>
    public PlaceKind Kind { get; init; }

    /// <summary>For where it is and why; null when the text does not say, or names several places equally near.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The places that are named equally near, none of which is chosen; empty otherwise.</summary>
    public IReadOnlyList<Evidence> Candidates { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Evidence"/> is not merely near: the secret is part of the address, or of the entry that names it.
    /// Without evidence: the secret is part of an address that is nowhere in Azure DevOps.
    /// </summary>
    public bool IsTied { get; init; }

    /// <summary>For where the secret is, or null.</summary>
    public Target? Target => Evidence?.Target;

    /// <summary>Whether the text names no place at all.</summary>
    public bool IsSilent => Evidence is null && Candidates.Count == 0;

    /// <summary>
    /// What decoded text says, completed by what stands around the encoded text in <paramref name="outer"/>: an
    /// <c>Authorization</c> header, the address of a feed.
    /// </summary>
    public PlaceContext Within(PlaceContext outer)
    {
        var place = IsSilent ? outer : WithoutLines();
        return place with { Kind = Kind == PlaceKind.Unknown ? outer.Kind : Kind };
    }

    private PlaceContext WithoutLines() => this with
    {
        Evidence = Evidence is null ? null : Evidence with { LinesAway = null },
        Candidates = [.. Candidates.Select(candidate => candidate with { LinesAway = null })],
    };
}
