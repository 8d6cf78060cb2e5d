namespace PatScan.Sources.Git.Zlib;

/// <summary>
/// Decodes one Huffman code of a deflate block by table. Indexed by the next bits of the data, it gives an entry: how many
/// bits the code and its extra bits take, and what the code means. Codes longer than the first table's index go on in a second
/// table. The first table is no wider than the longest code: the blocks of small objects have few codes, and filling tables
/// is most of the work on them.
/// </summary>
internal sealed unsafe class CodeTable
{
    /// <summary>Set in the entry of a literal byte.</summary>
    public const uint Literal = 1 << 15;

    /// <summary>Set in every entry that is neither a literal nor a length or distance.</summary>
    public const uint Special = 1 << 14;

    /// <summary>Set, with <see cref="Special"/>, in the entry that ends the block.</summary>
    public const uint EndOfBlock = 1 << 13;

    /// <summary>Set, with <see cref="Special"/>, in an entry that leads to a second table.</summary>
    public const uint Link = 1 << 12;

    /// <summary>The longest code that deflate knows.</summary>
    public const int MaxLength = 15;

    /// <summary>Shift of a code's own length in an entry; the low six bits hold that and the extra bits together.</summary>
    public const int LengthShift = 8;

    /// <summary>Shift of the meaning in an entry: the byte, the least length or distance, the start of the second table.</summary>
    public const int ValueShift = 16;

    private readonly uint[] symbols;
    private readonly uint[] entries;
    private readonly int maxBits;
    private readonly ushort[] sorted;

    /// <param name="symbols">The entry of each symbol, without the length of its code.</param>
    /// <param name="maxBits">The widest first table.</param>
    /// <param name="capacity">Entries of all tables together.</param>
    public CodeTable(uint[] symbols, int maxBits, int capacity)
    {
        this.symbols = symbols;
        this.maxBits = maxBits;
        entries = GC.AllocateArray<uint>(capacity, pinned: true);
        sorted = new ushort[symbols.Length];
        fixed (uint* first = entries)
        {
            Entries = first; // pinned for as long as this object lives
        }
    }

    /// <summary>The tables.</summary>
    public uint* Entries { get; }

    /// <summary>Bits of the index of the first table.</summary>
    public int Bits { get; private set; }

    /// <summary>
    /// Makes the tables for a code, given each symbol's length in it, 0 for unused ones. False when that is no code, or one
    /// that does not use up all bit patterns. Only a code of at most one symbol may leave some, and only where
    /// <paramref name="fewest"/> symbols are not more than it has.
    /// </summary>
    public bool Build(ReadOnlySpan<byte> lengths, int fewest)
    {
        Span<int> count = stackalloc int[MaxLength + 1];
        count.Clear();
        foreach (var length in lengths)
        {
            count[length & MaxLength]++;
        }

        var unused = count[0];
        var longest = MaxLength;
        while (longest > 0 && count[longest] == 0)
        {
            longest--;
        }

        if (longest <= 1)
        {
            return BuildTiny(lengths, lengths.Length - unused, fewest);
        }

        // Symbols in the order of their codes; those without one come before, which is cheaper than asking.
        var space = 1; // patterns of the current length that no shorter code starts
        Span<int> next = stackalloc int[MaxLength + 1];
        next[0] = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            space = space * 2 - count[length];
            next[length] = next[length - 1] + count[length - 1];
            if (space < 0)
            {
                return false;
            }
        }

        if (space != 0)
        {
            return false;
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            sorted[next[lengths[symbol] & MaxLength]++] = (ushort)symbol;
        }

        return Fill(count, longest, unused);
    }

    private bool BuildTiny(ReadOnlySpan<byte> lengths, int used, int fewest)
    {
        if (used > 2 || used < fewest)
        {
            return false;
        }

        Bits = 1;
        Entries[0] = Entries[1] = Special; // no code has this pattern
        var at = 0;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                Entries[at++] = With(symbol, 1);
            }
        }

        return true;
    }

    // Codes of one length are numbered upwards, and their bits come most significant first while an index is read least
    // significant first: "code" counts with its bits reversed. A table for codes of one bit more is the shorter one twice.
    private bool Fill(ReadOnlySpan<int> count, int longest, int at)
    {
        Bits = Math.Min(longest, maxBits);
        var table = Entries;
        uint code = 0;
        var size = 1;
        table[0] = Special;
        for (var length = 1; length <= Bits; length++)
        {
            new Span<uint>(table, size).CopyTo(new Span<uint>(table + size, size));
            size *= 2;
            for (var left = count[length]; left > 0; left--)
            {
                table[code] = With(sorted[at++], length);
                code = Next(code, length);
            }
        }

        var mask = (uint)size - 1;
        var prefix = uint.MaxValue;
        var start = size;
        var width = 0;
        for (var length = Bits + 1; length <= longest; length++)
        {
            for (var left = count[length]; left > 0; left--)
            {
                if ((code & mask) != prefix)
                {
                    prefix = code & mask;
                    start += width == 0 ? 0 : 1 << width;
                    width = WidthOfSecond(count, length, left, longest);
                    if (start + (1 << width) > entries.Length)
                    {
                        return false;
                    }

                    table[prefix] = ((uint)start << ValueShift) | Special | Link | ((uint)Bits << LengthShift) | (uint)width;
                }

                var entry = With(sorted[at++], length - Bits);
                for (var i = code >> Bits; i < 1u << width; i += 1u << (length - Bits))
                {
                    table[start + (int)i] = entry;
                }

                code = Next(code, length);
            }
        }

        return true;
    }

    // A second table is as wide as the codes that share its prefix need: it ends where they fill it.
    private int WidthOfSecond(ReadOnlySpan<int> count, int length, int left, int longest)
    {
        var width = length - Bits;
        for (var filled = left; filled < 1 << width && Bits + width < longest;)
        {
            width++;
            filled = filled * 2 + count[Bits + width];
        }

        return width;
    }

    // Adds one to a number whose bits are reversed: its highest bit that is not set is set, those above it cleared.
    private static uint Next(uint code, int length)
    {
        var clear = code ^ ((1u << length) - 1);
        if (clear == 0)
        {
            return 0;
        }

        var bit = 1u << System.Numerics.BitOperations.Log2(clear);
        return (code & (bit - 1)) | bit;
    }

    private uint With(int symbol, int length) => symbols[symbol] + (uint)length * ((1 << LengthShift) | 1);
}
