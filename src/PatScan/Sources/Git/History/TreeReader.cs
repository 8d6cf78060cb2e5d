namespace PatScan.Sources.Git;

/// <summary>What an entry of a tree or an index is, by the file type in its mode.</summary>
internal enum EntryKind
{
    File,
    Folder,
    Link,
    Submodule,
}

/// <summary>One entry of a tree. The spans are slices of the tree.</summary>
internal readonly ref struct TreeEntry(int mode, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id)
{
    private const int TypeMask = 0xF000;

    public int Mode { get; } = mode;

    /// <summary>Any bytes but NUL: a hostile tree may have <c>..</c>, slashes and control characters here.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Id { get; } = id;

    public EntryKind Kind => KindOf(Mode);

    /// <summary>Unknown types count as files, so that their content is scanned.</summary>
    public static EntryKind KindOf(int mode) => (mode & TypeMask) switch
    {
        0x4000 => EntryKind.Folder,
        0xE000 => EntryKind.Submodule,
        0xA000 => EntryKind.Link,
        _ => EntryKind.File,
    };
}

/// <summary>Walks through a tree object: <c>mode SP name NUL id</c>, again and again. Allocates nothing.</summary>
internal ref struct TreeReader(ReadOnlySpan<byte> tree, int hashLength)
{
    private const int MaxModeDigits = 8;

    private ReadOnlySpan<byte> rest = tree;

    public TreeEntry Current { get; private set; }

    /// <summary>How many bytes of the tree lie behind the current entry.</summary>
    public readonly int Remaining => rest.Length;

    /// <exception cref="GitFormatException">The tree is malformed here; the entries before were good.</exception>
    public bool Next()
    {
        if (rest.Length == 0)
        {
            return false;
        }

        var mode = 0;
        var at = 0;
        for (; at < rest.Length && at <= MaxModeDigits && rest[at] is >= (byte)'0' and <= (byte)'7'; at++)
        {
            mode = (mode << 3) | (rest[at] - '0');
        }

        if (at is 0 or > MaxModeDigits || at == rest.Length || rest[at] != ' ')
        {
            throw new GitFormatException("a tree entry has no mode");
        }

        var name = rest[(at + 1)..];
        var end = name.IndexOf((byte)0);
        if (end < 0 || name.Length - end - 1 < hashLength)
        {
            throw new GitFormatException("a tree entry is cut short");
        }

        Current = new TreeEntry(mode, name[..end], name.Slice(end + 1, hashLength));
        rest = name[(end + 1 + hashLength)..];
        return true;
    }
}
