namespace PatScan.Decoding;

/// <summary>
/// Text that a decoder makes of a piece of encoded text, with the bytes it was made from. Long ones go by in pieces that
/// overlap, as files do: a match counts in the piece in which it starts far enough from both ends.
/// </summary>
/// <param name="scanner">Takes each piece.</param>
/// <param name="depth">How many decoders lie before this one.</param>
/// <param name="reach">How far around a match the bytes can have a say in it.</param>
internal sealed class Layer(DecodingScanner scanner, int depth, int reach)
{
    /// <summary>Decoded text shorter than this holds no secret worth the name, and is not looked at.</summary>
    public const int Shortest = 16;

    private readonly int capacity = Math.Max(8 * reach, 4096);
    private byte[] bytes = [];
    private int[] starts = [];
    private int[] ends = [];
    private int length;
    private long dropped;
    private int keepFrom;
    private int keepTo;

    public int Depth => depth;

    /// <summary>What made it, as in a finding's decoding path.</summary>
    public string Name { get; private set; } = "";

    public ReadOnlySpan<byte> Text => bytes.AsSpan(0, length);

    /// <summary>How many bytes went by before <see cref="Text"/>.</summary>
    public long Offset => dropped;

    public void Begin(string name)
    {
        Name = name;
        Clear();
        if (bytes.Length == 0)
        {
            bytes = GC.AllocateUninitializedArray<byte>(capacity);
            starts = GC.AllocateUninitializedArray<int>(capacity);
            ends = GC.AllocateUninitializedArray<int>(capacity);
        }
    }

    /// <summary>Forgets what was appended, unless it was long enough to have gone by already.</summary>
    public void Clear()
    {
        length = 0;
        dropped = 0;
        keepFrom = 0;
    }

    /// <summary>Adds a byte that was made from those at [<paramref name="start"/>, <paramref name="end"/>) of the encoded text.</summary>
    public void Append(byte value, int start, int end)
    {
        if (length == bytes.Length)
        {
            PassOn();
        }

        bytes[length] = value;
        starts[length] = start;
        ends[length++] = end;
    }

    /// <summary>Adds the three bytes of the four base64 characters from <paramref name="start"/> on.</summary>
    public void Append(byte first, byte second, byte third, int start)
    {
        if (length + 3 > bytes.Length)
        {
            Append(first, start, start + 2);
            Append(second, start + 1, start + 3);
            Append(third, start + 2, start + 4);
            return;
        }

        var at = length;
        (bytes[at], bytes[at + 1], bytes[at + 2]) = (first, second, third);
        (starts[at], starts[at + 1], starts[at + 2]) = (start, start + 1, start + 2);
        (ends[at], ends[at + 1], ends[at + 2]) = (start + 2, start + 3, start + 4);
        length = at + 3;
    }

    /// <summary>Has the text looked at. Nothing is left of it afterwards.</summary>
    public void End()
    {
        if (length >= Shortest)
        {
            keepTo = int.MaxValue;
            scanner.Take(this);
        }

        Clear();
    }

    /// <summary>The encoded bytes of a stretch of <see cref="Text"/>; false when it starts where another piece answers for it.</summary>
    public bool TryLocate(ref int start, ref int end)
    {
        if (start < keepFrom || start >= keepTo)
        {
            return false;
        }

        (start, end) = (starts[start], ends[end - 1]);
        return true;
    }

    private void PassOn()
    {
        keepTo = length - reach;
        scanner.Take(this);
        var next = length - (2 * reach);
        bytes.AsSpan(next, length - next).CopyTo(bytes);
        starts.AsSpan(next, length - next).CopyTo(starts);
        ends.AsSpan(next, length - next).CopyTo(ends);
        length -= next;
        dropped += next;
        keepFrom = reach;
    }
}
