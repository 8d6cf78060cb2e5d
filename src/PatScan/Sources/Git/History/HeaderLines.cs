namespace PatScan.Sources.Git;

/// <summary>
/// Walks through the header of a commit or tag: <c>key value</c> lines up to an empty one. A line that begins with a space
/// continues the one before, as signatures do.
/// </summary>
internal ref struct HeaderLines(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> rest = content;

    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The value's first line.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>What follows the header, once <see cref="Next"/> was false.</summary>
    public readonly ReadOnlySpan<byte> Message => rest;

    public bool Next()
    {
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.Length == 0)
            {
                return false;
            }

            if (line[0] == ' ')
            {
                continue;
            }

            var space = line.IndexOf((byte)' ');
            Key = space < 0 ? line : line[..space];
            Value = space < 0 ? [] : line[(space + 1)..];
            return true;
        }

        return false;
    }
}
