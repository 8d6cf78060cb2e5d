namespace PatScan.Sources.Git;

/// <summary>Walks through bytes that somebody else wrote, never past their end.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.Length == 0;

    public readonly int Remaining => rest.Length;

    /// <exception cref="GitFormatException">Fewer bytes are left.</exception>
    public ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw new GitFormatException("a record is cut short");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    /// <summary>As the distances of ofs-deltas: each further byte adds one, so that no number has two spellings.</summary>
    public ulong Varint()
    {
        var b = Take(1)[0];
        var value = (ulong)(b & 0x7F);
        while ((b & 0x80) != 0)
        {
            if (value > ulong.MaxValue >> 8)
            {
                throw new GitFormatException("a number is too large");
            }

            b = Take(1)[0];
            value = ((value + 1) << 7) | (uint)(b & 0x7F);
        }

        return value;
    }
}
