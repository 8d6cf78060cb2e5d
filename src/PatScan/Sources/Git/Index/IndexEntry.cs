namespace PatScan.Sources.Git;

/// <summary>One entry of the index: what the next commit would hold at a path.</summary>
/// <param name="Path">Bytes, with '/' between its parts. A sparse folder's ends with '/'.</param>
/// <param name="Mode">As in a tree.</param>
/// <param name="Id">The blob; for a sparse folder the tree, for a submodule its commit.</param>
/// <param name="Stage">0; in a conflict 1 (base), 2 (ours), 3 (theirs).</param>
/// <param name="IsIntentToAdd"><c>git add -N</c>: named only, no content yet.</param>
/// <param name="IsSkipWorktree">Not in the work tree because of a sparse checkout.</param>
internal sealed record IndexEntry(byte[] Path, int Mode, ObjectId Id, int Stage, bool IsIntentToAdd, bool IsSkipWorktree)
{
    public EntryKind Kind => TreeEntry.KindOf(Mode);
}
