using System.Numerics;

namespace PatScan.Content;

/// <summary>
/// Counts lines and columns of UTF-8 text while walking over it, in pieces of any size cut anywhere. Bytes that are not
/// UTF-8 count one each, except continuation bytes, which count nothing.
/// </summary>
internal struct TextPosition
{
    private long offset;
    private long line;
    private long column;

    /// <summary>The byte that comes next.</summary>
    public readonly long Offset => offset;

    /// <summary>From 1.</summary>
    public readonly int Line => Clamp(line + 1);

    /// <summary>From 1, in UTF-16 code units.</summary>
    public readonly int Column => Clamp(column + 1);

    /// <summary>Walks over the next bytes of the text.</summary>
    public void Advance(ReadOnlySpan<byte> bytes)
    {
        if (offset == 0 && bytes.StartsWith("\uFEFF"u8))
        {
            column = -1; // no editor counts the byte order mark
        }

        offset += bytes.Length;
        var lastBreak = bytes.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            line += bytes[..(lastBreak + 1)].Count((byte)'\n');
            column = 0;
            bytes = bytes[(lastBreak + 1)..];
        }

        column += CountUnits(bytes);
    }

    private static long CountUnits(ReadOnlySpan<byte> bytes)
    {
        long units = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // A character counts at its first byte; one from 0xF0 starts four bytes that make two units.
            for (; bytes.Length >= Vector<byte>.Count; bytes = bytes[Vector<byte>.Count..])
            {
                var block = new Vector<byte>(bytes);
                var starts = Vector.GreaterThanOrEqual(block.As<byte, sbyte>(), new Vector<sbyte>(-64));
                var pairs = Vector.GreaterThanOrEqual(block, new Vector<byte>(0xF0));
                var each = (Vector<byte>.One & starts.As<sbyte, byte>()) + (Vector<byte>.One & pairs);
                units += Vector.Sum(Vector.WidenLower(each) + Vector.WidenUpper(each));
            }
        }

        foreach (var b in bytes)
        {
            units += ((b & 0xC0) != 0x80 ? 1 : 0) + (b >= 0xF0 ? 1 : 0);
        }

        return units;
    }

    private static int Clamp(long value) => (int)Math.Min(value, int.MaxValue);
}
