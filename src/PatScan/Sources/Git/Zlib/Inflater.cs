using System.Runtime.CompilerServices;

namespace PatScan.Sources.Git.Zlib;

/// <summary>
/// Inflates zlib data (RFC 1950, 1951) from memory to memory, whole objects at a time.
/// </summary>
/// <remarks>One for each thread: it holds the tables of the block at hand. It allocates nothing once made.</remarks>
internal sealed unsafe partial class Inflater
{
    /// <summary>Bytes behind the result that a caller should own too: they may be overwritten, and most data then never meet the careful loop.</summary>
    public const int Slack = 320;

    private const int LiteralBits = 11, DistanceBits = 9, LengthBits = 7;

    private readonly CodeTable lengthCode = new(Codes.Lengths, LengthBits, 1 << LengthBits);
    private readonly CodeTable literals = new(Codes.Literals, LiteralBits, 4096);
    private readonly CodeTable distances = new(Codes.Distances, DistanceBits, 1024);
    private readonly CodeTable fixedLiterals = new(Codes.Literals, LiteralBits, 1 << 9);
    private readonly CodeTable fixedDistances = new(Codes.Distances, DistanceBits, 1 << 5);

    // Where we are. The loops copy these to locals: fields are memory.
    private byte* input;
    private byte* inputEnd;
    private byte* output;
    private byte* outputStart;
    private byte* outputEnd;
    private byte* outputFast;
    private ulong bits;
    private int bitCount;

    public Inflater()
    {
        fixedLiterals.Build(Codes.FixedLiterals, fewest: 2);
        fixedDistances.Build(Codes.FixedDistances, fewest: 2);
    }

    [ThreadStatic]
    private static Inflater? perThread;

    /// <summary>The one of this thread.</summary>
    public static Inflater Current => perThread ??= new Inflater();

    /// <summary>
    /// Inflates what starts at <paramref name="source"/> into <paramref name="result"/>; <paramref name="written"/> bytes of
    /// that are good unless the data are <see cref="InflateResult.Corrupt"/>. What follows the data is not looked at.
    /// </summary>
    /// <param name="source">The data, with anything behind them.</param>
    /// <param name="sourceLength">Bytes that may be read.</param>
    /// <param name="result">Where the bytes go.</param>
    /// <param name="resultLength">Bytes that may be made.</param>
    /// <param name="slack">Bytes behind those that may be overwritten: <see cref="Slack"/>, or 0.</param>
    /// <param name="written">Bytes that were made.</param>
    public InflateResult Inflate(byte* source, long sourceLength, byte* result, long resultLength, int slack, out long written)
    {
        input = source;
        inputEnd = source + sourceLength;
        output = outputStart = result;
        outputEnd = result + resultLength;
        outputFast = result + Math.Max(0, resultLength + slack - Slack);
        bits = 0;
        bitCount = 0;
        var state = sourceLength < 2 ? InflateResult.Truncated : Header();
        if (state == InflateResult.Done)
        {
            state = Blocks();
        }

        // The fast loop may have gone into the slack before it saw that the result is full.
        written = Math.Min(output - result, resultLength);
        return state == InflateResult.Done ? Trailer(written) : state;
    }

    /// <summary>Inflates exactly <paramref name="resultLength"/> bytes; says what is wrong, or null.</summary>
    public string? Inflate(byte* source, long sourceLength, byte* result, long resultLength, int slack = 0) =>
        Inflate(source, sourceLength, result, resultLength, slack, out var written) switch
        {
            InflateResult.Done when written == resultLength => null,
            InflateResult.Done => "its data are shorter than its header says",
            InflateResult.Full => "its data are longer than its header says",
            InflateResult.Truncated => "its data end early",
            _ => "its data cannot be inflated",
        };

    private InflateResult Header()
    {
        int method = input[0], flags = input[1];
        input += 2;
        var deflate = (method & 15) == 8 && method >> 4 <= 7;
        return deflate && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0 ? InflateResult.Done : InflateResult.Corrupt;
    }

    private InflateResult Trailer(long written)
    {
        if (output > outputEnd)
        {
            return InflateResult.Full;
        }

        input -= bitCount >> 3;
        if (inputEnd - input < 4)
        {
            return InflateResult.Truncated;
        }

        var expected = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(input, 4));
        return Adler32.Compute(outputStart, written) == expected ? InflateResult.Done : InflateResult.Corrupt;
    }

    private InflateResult Blocks()
    {
        InflateResult state;
        bool last;
        do
        {
            Refill();
            if (bitCount < 3)
            {
                return InflateResult.Truncated;
            }

            last = (bits & 1) != 0;
            var type = (int)(bits >> 1) & 3;
            Drop(3);
            state = type switch
            {
                0 => Stored(),
                1 => Coded(fixedLiterals, fixedDistances),
                2 => ReadCodes() is not InflateResult.Done and var trouble ? trouble : Coded(literals, distances),
                _ => InflateResult.Corrupt,
            };
        }
        while (state == InflateResult.Done && !last);
        return state;
    }

    private InflateResult Stored()
    {
        input -= bitCount >> 3;
        bits = 0;
        bitCount = 0;
        if (inputEnd - input < 4)
        {
            return InflateResult.Truncated;
        }

        long length = Unsafe.ReadUnaligned<ushort>(input);
        if (length != (ushort)~Unsafe.ReadUnaligned<ushort>(input + 2))
        {
            return InflateResult.Corrupt;
        }

        input += 4;
        var copied = Math.Max(0, Math.Min(length, Math.Min(inputEnd - input, outputEnd - output)));
        Unsafe.CopyBlockUnaligned(output, input, (uint)copied);
        var rest = length - copied;
        input += copied;
        output += copied;
        return rest == 0 ? InflateResult.Done : input == inputEnd ? InflateResult.Truncated : InflateResult.Full;
    }

    // At least 56 bits, unless the data end. Bits above the count may be set: they are the next ones already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Refill()
    {
        if (inputEnd - input >= 8)
        {
            bits |= Unsafe.ReadUnaligned<ulong>(input) << bitCount;
            input += (63 - bitCount) >> 3;
            bitCount |= 56;
            return;
        }

        while (bitCount < 56 && input < inputEnd)
        {
            bits |= (ulong)*input++ << bitCount;
            bitCount += 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Drop(int count)
    {
        bits >>= count;
        bitCount -= count;
    }
}
