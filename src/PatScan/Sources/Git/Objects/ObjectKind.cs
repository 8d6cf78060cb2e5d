namespace PatScan.Sources.Git;

/// <summary>The four kinds of git object, with the numbers that packs give them.</summary>
internal enum ObjectKind : byte
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}
