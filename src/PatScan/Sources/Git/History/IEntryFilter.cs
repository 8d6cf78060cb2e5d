namespace PatScan.Sources.Git;

/// <summary>Picks entries of trees. Asked from any thread, at least once for every entry that is no folder.</summary>
internal interface IEntryFilter
{
    /// <summary>Whether the entry matters, and its number then.</summary>
    bool TryFind(in TreeEntry entry, out int number);
}
