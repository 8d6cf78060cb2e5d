using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>An object on the way from a root to where a walk is, with what is left to do of its dependents.</summary>
internal struct WalkFrame
{
    /// <summary>The object.</summary>
    public int Node;

    /// <summary>Its next dependent to look at, or -1.</summary>
    public int Next;

    /// <summary>The dependent with the most dependents of its own, which comes last, or -1 once it was its turn.</summary>
    public int Heavy;

    /// <summary>What the object and all its dependents are.</summary>
    public ObjectKind Kind;

    /// <summary>Why it has no content, or null.</summary>
    public SkipReason? Broken;

    /// <summary>Its content; empty also when memory was short, and then it can be made again.</summary>
    public NativeBuffer Content;
}
