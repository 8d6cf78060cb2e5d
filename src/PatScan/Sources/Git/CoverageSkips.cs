using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>The reasons why a part of a repository was not scanned that its refs, index and bookkeeping tell of.</summary>
internal static class CoverageSkips
{
    public static readonly SkipReason Ref = new("git-unreadable-ref", "unreadable ref", "unreadable refs", true);

    public static readonly SkipReason Reflog = new("git-unreadable-reflog", "unreadable reflog", "unreadable reflogs", true);

    public static readonly SkipReason Alternate =
        new("git-missing-alternate", "missing alternate object folder", "missing alternate object folders", true,
            "Mount the folder that objects/info/alternates names, or clone with --dissociate.");

    public static readonly SkipReason Shallow =
        new("git-shallow", "shallow boundary", "shallow boundaries", true, "git fetch --unshallow");

    public static readonly SkipReason Missing =
        new("git-missing-object", "missing object", "missing objects", true, "In a partial clone: git fetch --refetch --no-filter");

    public static readonly SkipReason Damaged =
        new("git-damaged-object", "damaged object", "damaged objects", true, "git fsck");

    public static readonly SkipReason LfsPointer =
        new("git-lfs-pointer", "Git LFS pointer", "Git LFS pointers", true, "git lfs fetch --all, then scan .git/lfs");

    public static readonly SkipReason Submodule =
        new("git-submodule", "submodule", "submodules", false, "Scan each submodule's folder as well.");

    public static readonly SkipReason IntentToAdd =
        new("git-intent-to-add", "file to be added later", "files to be added later", false, "git add it to have its content scanned.");

    public static readonly SkipReason SparseCheckout =
        new("git-sparse-checkout", "sparse checkout", "sparse checkouts", false, "The history and the index are scanned in full; the work tree has only a part.");

    public static readonly SkipReason Replaced =
        new("git-replaced-object", "replaced object", "replaced objects", false, "Both the original and its replacement are scanned.");

    public static readonly SkipReason Grafts =
        new("git-grafts", "grafts file", "grafts files", false, "Grafts are ignored: commits keep the parents that they were made with.");
}
