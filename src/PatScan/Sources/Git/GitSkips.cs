using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>Why a part of an object store was not scanned.</summary>
internal static class GitSkips
{
    public static readonly SkipReason CorruptObject =
        new("git-corrupt-object", "corrupt git object", "corrupt git objects", true, "Run git fsck, and fetch the object again.");

    public static readonly SkipReason CorruptPack =
        new("git-corrupt-pack", "damaged git pack", "damaged git packs", true, "Run git fsck --full, and clone again.");

    public static readonly SkipReason PackWithoutIndex =
        new("git-pack-without-index", "git pack without its index", "git packs without their index", true, "Run git index-pack on it.");

    public static readonly SkipReason IndexWithoutPack =
        new("git-index-without-pack", "git pack index without its pack", "git pack indexes without their pack", true, "Clone again.");

    public static readonly SkipReason UnsupportedFormat =
        new("git-unsupported-format", "git file of an unknown format", "git files of an unknown format", true);

    public static readonly SkipReason TooLarge =
        new("git-object-too-large", "git object too large to rebuild", "git objects too large to rebuild", true,
            "Repack with git -c core.bigFileThreshold=512m repack -adF: it stores large files whole.");

    public static readonly SkipReason MissingBase =
        new("git-missing-base", "git delta whose base is missing", "git deltas whose base is missing", true, "Fetch the base, or clone again.");

    public static readonly SkipReason Unreadable =
        new("git-unreadable", "git object file that could not be read", "git object files that could not be read", true);
}
