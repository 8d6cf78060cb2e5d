using System.Runtime.CompilerServices;

namespace PatScan.Sources.Git.Zlib;

/// <summary>
/// Inflates zlib data (RFC 1950, 1951) from memory to memory, whole objects at a time. Our own because most of a scan of a
/// history is this. The 849,014 entries of git/git's pack (970 MB inflated, mostly some hundred bytes each) take 2.5 s
/// of a core; the zlib-ng that the runtime carries takes 3.3 s, called directly by an interface that is not promised to stay,
/// and more than 4 s through ZLibStream. The benchmarks' <c>inflate</c> measures it.
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

    // What is left of the block at hand when the result was full before its end.
    private Phase phase;
    private bool isLast;
    private CodeTable blockLiterals;
    private CodeTable blockDistances;
    private int storedLeft;
    private int matchLeft;
    private int matchDistance;
    private int literalLeft;

    public Inflater()
    {
        fixedLiterals.Build(Codes.FixedLiterals, fewest: 2);
        fixedDistances.Build(Codes.FixedDistances, fewest: 2);
        blockLiterals = fixedLiterals;
        blockDistances = fixedDistances;
    }

    private enum Phase
    {
        Start,
        Block,
        Stored,
        Coded,
        End,
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
        Begin(source, sourceLength);
        var state = Continue(result, 0, resultLength, slack, out written);
        if (state == InflateResult.Done)
        {
            HasChecksum(Adler32.Compute(result, written), out state);
        }

        return state;
    }

    /// <summary>Starts on other data, for <see cref="Continue"/>.</summary>
    public void Begin(byte* source, long sourceLength)
    {
        input = source;
        inputEnd = source + sourceLength;
        bits = 0;
        bitCount = 0;
        phase = Phase.Start;
        matchLeft = 0;
        literalLeft = -1;
    }

    /// <summary>
    /// Inflates as much as fits into <paramref name="result"/>, from where the last call ended when that was
    /// <see cref="InflateResult.Full"/>. The checksum is the caller's to compare, with <see cref="HasChecksum"/>.
    /// </summary>
    /// <param name="result">Where the bytes go.</param>
    /// <param name="history">Bytes before it that came last: 32 KB, or all there were.</param>
    /// <param name="resultLength">Bytes that may be made.</param>
    /// <param name="slack">Bytes behind those that may be overwritten, only if there is no further call.</param>
    /// <param name="written">Bytes that were made.</param>
    public InflateResult Continue(byte* result, long history, long resultLength, int slack, out long written)
    {
        output = result;
        outputStart = result - history;
        outputEnd = result + resultLength;
        outputFast = result + Math.Max(0, resultLength + slack - Slack);
        var state = phase == Phase.Start ? Header() : InflateResult.Done;
        while (state == InflateResult.Done && phase != Phase.End)
        {
            state = phase switch
            {
                Phase.Block => StartBlock(),
                Phase.Stored => Stored(),
                _ => Coded(),
            };
        }

        // The fast loop may have gone into the slack before it saw that the result is full.
        written = Math.Min(output - result, resultLength);
        return state == InflateResult.Done && output > outputEnd ? InflateResult.Full : state;
    }

    /// <summary>Whether that is the checksum behind the data; if not, says whether it is wrong or missing.</summary>
    public bool HasChecksum(uint checksum, out InflateResult trouble)
    {
        input -= bitCount >> 3;
        bitCount &= 7;
        trouble = inputEnd - input < 4 ? InflateResult.Truncated
            : System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(input, 4)) == checksum ? InflateResult.Done
            : InflateResult.Corrupt;
        return trouble == InflateResult.Done;
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
        if (inputEnd - input < 2)
        {
            return InflateResult.Truncated;
        }

        int method = input[0], flags = input[1];
        input += 2;
        phase = Phase.Block;
        var deflate = (method & 15) == 8 && method >> 4 <= 7;
        return deflate && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0 ? InflateResult.Done : InflateResult.Corrupt;
    }

    private InflateResult StartBlock()
    {
        Refill();
        if (bitCount < 3)
        {
            return InflateResult.Truncated;
        }

        isLast = (bits & 1) != 0;
        var type = (int)(bits >> 1) & 3;
        Drop(3);
        phase = type == 0 ? Phase.Stored : Phase.Coded;
        (blockLiterals, blockDistances) = type == 1 ? (fixedLiterals, fixedDistances) : (literals, distances);
        return type switch
        {
            0 => StartStored(),
            1 => InflateResult.Done,
            2 => ReadCodes(),
            _ => InflateResult.Corrupt,
        };
    }

    private InflateResult StartStored()
    {
        input -= bitCount >> 3;
        bits = 0;
        bitCount = 0;
        if (inputEnd - input < 4)
        {
            return InflateResult.Truncated;
        }

        storedLeft = Unsafe.ReadUnaligned<ushort>(input);
        var complement = (ushort)~Unsafe.ReadUnaligned<ushort>(input + 2);
        input += 4;
        return storedLeft == complement ? InflateResult.Done : InflateResult.Corrupt;
    }

    private InflateResult Stored()
    {
        var copied = (int)Math.Max(0, Math.Min(storedLeft, Math.Min(inputEnd - input, outputEnd - output)));
        Unsafe.CopyBlockUnaligned(output, input, (uint)copied);
        input += copied;
        output += copied;
        storedLeft -= copied;
        return storedLeft == 0 ? EndBlock() : input == inputEnd ? InflateResult.Truncated : InflateResult.Full;
    }

    private InflateResult EndBlock()
    {
        phase = isLast ? Phase.End : Phase.Block;
        return InflateResult.Done;
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
