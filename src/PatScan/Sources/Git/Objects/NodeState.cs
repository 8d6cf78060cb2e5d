namespace PatScan.Sources.Git;

/// <summary>What a plan knows of an object.</summary>
[Flags]
internal enum NodeState : byte
{
    /// <summary>The kind of the object, as <see cref="ObjectKind"/>, or one of the next three.</summary>
    Kind = 15,

    /// <summary>Based, perhaps through others, on an object that is not in the pack, so its kind is not known.</summary>
    External = 5,

    /// <summary>A delta that depends on itself, or on one that does.</summary>
    Circle = 6,

    /// <summary>Its header is wrong, or its base is not where it says, or that is so of its base.</summary>
    Broken = 7,

    /// <summary>It is to be handed out: of a kind that is asked for, and not already met in an earlier pack.</summary>
    Wanted = 16,

    /// <summary>It, or an object that depends on it, is wanted.</summary>
    Needed = 32,
}
