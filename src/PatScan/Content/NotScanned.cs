namespace PatScan.Content;

/// <summary>Something that was not scanned: what, why, and what the system said.</summary>
/// <param name="Name">What it is, as a person would name it: a path, an object id.</param>
/// <param name="Reason">Why it was not scanned.</param>
/// <param name="Detail">What the system or the parser said, or null.</param>
public sealed record NotScanned(string Name, SkipReason Reason, string? Detail = null)
{
    /// <summary>
    /// Whether content that should have been scanned was not, so that "nothing found" does not mean clean (exit code 3).
    /// The others are by the operator's own choice, or hold no content of their own.
    /// </summary>
    public bool IsGap => Reason.IsGap;
}
