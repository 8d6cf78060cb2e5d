using PatScan.Content;
using PatScan.Context;
using PatScan.Rules;
using PatScan.Sources.Git;

namespace PatScan.Findings;

/// <summary>One place in which a secret stands.</summary>
/// <param name="Origin">The content.</param>
/// <param name="Region">Where in it.</param>
public sealed record Place(Origin Origin, Region Region) : IComparable<Place>
{
    /// <summary>
    /// How the secret is encoded there, outermost first: <c>base64</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>hex</c>,
    /// <c>percent</c>, <c>escape</c> (backslash escapes), <c>html</c>. Empty where it stands in plain.
    /// </summary>
    public IReadOnlyList<string> Decodings { get; init; } = [];

    /// <summary>Where the content came from and still is, for an object of a repository's history; else null.</summary>
    public ObjectHistory? History { get; init; }

    /// <summary>How sure it is that the secret is one, here.</summary>
    public Confidence Confidence { get; init; } = Confidence.Possible;

    /// <summary>What the text around it says.</summary>
    public PlaceContext Context { get; init; } = PlaceContext.Unknown;

    /// <summary>Why the secret is silenced here, or null when it is not.</summary>
    public Silence? Silence { get; init; }

    /// <summary>
    /// In the order of history where there is one; then by path, then by position; object id and archive entries make the
    /// order total.
    /// </summary>
    public int CompareTo(Place? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Age.CompareTo(other.Age);
        order = order != 0 ? order : string.CompareOrdinal(Origin.Path, other.Origin.Path);
        order = order != 0 ? order : string.CompareOrdinal(Origin.Root, other.Origin.Root);
        order = order != 0 ? order : string.CompareOrdinal(string.Join('!', Origin.Entries), string.Join('!', other.Origin.Entries));
        order = order != 0 ? order : Region.ByteOffset.CompareTo(other.Region.ByteOffset);
        order = order != 0 ? order : Region.ByteLength.CompareTo(other.Region.ByteLength);
        order = order != 0 ? order : Origin.Kind.CompareTo(other.Origin.Kind);
        return order != 0 ? order : string.CompareOrdinal(Origin.ObjectId, other.Origin.ObjectId);
    }

    private int Age => History is null ? 0 : History.Introduced is { Order: >= 0 } commit ? commit.Order : int.MaxValue;

    public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

    public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

    public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;
}
