namespace PatScan.Sources.Git.Zlib;

/// <summary>What the symbols of deflate's codes mean (RFC 1951, 3.2.5), as entries for <see cref="CodeTable"/>.</summary>
internal static class Codes
{
    /// <summary>Symbols that may be used for literals and lengths, and for distances.</summary>
    public const int MaxLiterals = 286, MaxDistances = 30;

    /// <summary>The order in which a block gives the lengths of the code for code lengths.</summary>
    public static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.</summary>
    public static readonly uint[] Literals = MakeLiterals();

    /// <summary>Distances; the last two mean nothing.</summary>
    public static readonly uint[] Distances = MakeDistances();

    /// <summary>The code for code lengths: each symbol is its own value.</summary>
    public static readonly uint[] Lengths = [.. Enumerable.Range(0, 19).Select(i => (uint)i << CodeTable.ValueShift)];

    /// <summary>The lengths of the fixed code for literals.</summary>
    public static byte[] FixedLiterals => [.. Enumerable.Range(0, 288).Select(i => (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))];

    /// <summary>The lengths of the fixed code for distances.</summary>
    public static byte[] FixedDistances => [.. Enumerable.Repeat((byte)5, 32)];

    private static uint[] MakeLiterals()
    {
        var entries = new uint[288];
        for (uint i = 0; i < 256; i++)
        {
            entries[i] = (i << CodeTable.ValueShift) | CodeTable.Literal;
        }

        entries[256] = CodeTable.Special | CodeTable.EndOfBlock;
        var length = 3u;
        for (var i = 0; i < 28; i++)
        {
            var extra = i < 8 ? 0 : (i - 4) / 4;
            entries[257 + i] = (length << CodeTable.ValueShift) | (uint)extra;
            length += 1u << extra;
        }

        entries[285] = 258u << CodeTable.ValueShift;
        entries[286] = entries[287] = CodeTable.Special;
        return entries;
    }

    private static uint[] MakeDistances()
    {
        var entries = new uint[32];
        var distance = 1u;
        for (var i = 0; i < 30; i++)
        {
            var extra = i < 4 ? 0 : (i - 2) / 2;
            entries[i] = (distance << CodeTable.ValueShift) | (uint)extra;
            distance += 1u << extra;
        }

        entries[30] = entries[31] = CodeTable.Special;
        return entries;
    }
}
