using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Decoding;

/// <summary>What is worth a closer look in a block of 64 bytes, a bit for each.</summary>
internal struct BlockMasks
{
    /// <summary>
    /// Places from which 16 base64 characters follow each other of which every fourth is one that a group of encoded text
    /// starts with. A place before the block counts as its first.
    /// </summary>
    public ulong Runs;

    /// <summary>Places where an escape may start.</summary>
    public ulong Escapes;

    /// <summary>Zeros.</summary>
    public ulong Zeros;

    public const int Size = 64;

    private static readonly ByteKinds Kinds = new(
        static b => Symbols.Base64[b] != Symbols.None,
        static b => b is (byte)'\\' or (byte)'%' or (byte)'&',
        static b => b == 0);

    // Of base64, the first character of a group has the high six bits of a byte of text, or is 'A' for a zero of UTF-16;
    // of hexadecimal, the high four. What follows the start of an escape is a little wider than need be, to fit the tables.
    private static readonly ByteKinds More = new(
        static b => Symbols.Base64[b] is 0 or (>= 8 and < 32) || b is >= (byte)'2' and <= (byte)'7',
        static b => b is >= (byte)'0' and <= (byte)'7' || "#=-/acehlPUX\\_pux|\u007F".Contains((char)b, StringComparison.Ordinal));

    private static readonly ByteKinds Letters = new(Symbols.IsText);

    private static readonly byte Base64Bits = Kinds.Mask(0);
    private static readonly byte StartBits = Kinds.Mask(1);
    private static readonly byte FirstBits = More.Mask(0);
    private static readonly byte SecondBits = More.Mask(1);
    private static readonly byte LetterBits = Letters.Mask(0);

    private ulong base64;
    private ulong firsts;

    /// <summary>
    /// Goes to the next block that is worth a look, from the one at <paramref name="at"/> on; <paramref name="masks"/> are
    /// those of the block before. False when the end of the text is less than a block away from <paramref name="at"/>.
    /// </summary>
    public static bool TryNext(ReadOnlySpan<byte> text, ref int at, ref BlockMasks masks) =>
        Avx2.IsSupported ? TryNext256(text, ref at, ref masks) : TryNext128(text, ref at, ref masks);

    /// <summary>Makes the masks of the block before those of this one.</summary>
    public static bool Look(ReadOnlySpan<byte> block, ref BlockMasks masks)
    {
        ulong base64 = 0, firsts = 0, starts = 0, seconds = 0, zeros = 0;
        for (var i = 0; i < Size; i += 16)
        {
            var bytes = Vector128.Create(block[i..]);
            var kinds = Kinds.Of(bytes);
            var more = More.Of(bytes);
            base64 |= (ulong)Any(kinds, Base64Bits) << i;
            starts |= (ulong)Any(kinds, StartBits) << i;
            firsts |= (ulong)Any(more, FirstBits) << i;
            seconds |= (ulong)Any(more, SecondBits) << i;
            zeros |= (ulong)Vector128.Equals(bytes, Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        masks = new BlockMasks
        {
            Runs = RunsIn(masks.base64, masks.firsts, base64, firsts),
            Escapes = EscapesIn(starts, seconds),
            Zeros = zeros,
            base64 = base64,
            firsts = firsts,
        };
        return (masks.Runs | masks.Escapes | masks.Zeros) != 0;
    }

    /// <summary>The places of characters of text that a zero follows within the block.</summary>
    public static ulong LettersBeforeZeros(ReadOnlySpan<byte> block, ulong zeros)
    {
        var letters = 0ul;
        for (var i = 0; i < Size; i += 16)
        {
            letters |= (ulong)Any(Letters.Of(Vector128.Create(block[i..])), LetterBits) << i;
        }

        return letters & (zeros >> 1);
    }

    private static bool TryNext128(ReadOnlySpan<byte> text, ref int at, ref BlockMasks masks)
    {
        for (; at <= text.Length - Size; at += Size)
        {
            if (Look(text[at..], ref masks))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same with the tables in registers: this loop sees every byte there is.</summary>
    private static bool TryNext256(ReadOnlySpan<byte> text, ref int at, ref BlockMasks masks)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        var kinds = Kinds.Twice();
        var more = More.Twice();
        var base64Bits = Vector256.Create(Base64Bits);
        var startBits = Vector256.Create(StartBits);
        var firstBits = Vector256.Create(FirstBits);
        var secondBits = Vector256.Create(SecondBits);
        var base64Before = masks.base64;
        var firstsBefore = masks.firsts;
        var i = at;
        for (; i <= text.Length - Size; i += Size)
        {
            var low = Vector256.LoadUnsafe(ref first, (nuint)i);
            var high = Vector256.LoadUnsafe(ref first, (nuint)i + 32);
            var lowKinds = kinds.Of(low);
            var highKinds = kinds.Of(high);
            var lowMore = more.Of(low);
            var highMore = more.Of(high);
            var base64 = ~Both(lowKinds & base64Bits, highKinds & base64Bits);
            var starts = ~Both(lowKinds & startBits, highKinds & startBits);
            var firsts = ~Both(lowMore & firstBits, highMore & firstBits);
            var seconds = ~Both(lowMore & secondBits, highMore & secondBits);
            var runs = RunsIn(base64Before, firstsBefore, base64, firsts);
            var escapes = EscapesIn(starts, seconds);
            var zeros = Both(low, high);
            base64Before = base64;
            firstsBefore = firsts;
            if ((runs | escapes | zeros) != 0)
            {
                masks = new BlockMasks { Runs = runs, Escapes = escapes, Zeros = zeros, base64 = base64, firsts = firsts };
                at = i;
                return true;
            }
        }

        masks = new BlockMasks { base64 = base64Before, firsts = firstsBefore };
        at = i;
        return false;
    }

    /// <summary>The last 16 places of the block before, of which nothing was known yet, and those of this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong RunsIn(ulong base64Before, ulong firstsBefore, ulong base64, ulong firsts)
    {
        var across = Runs16((base64Before >> 48) | (base64 << 16), (firstsBefore >> 48) | (firsts << 16));
        return Runs16(base64, firsts) | ((across & 0xFFFF) != 0 ? 1ul : 0);
    }

    private static ulong EscapesIn(ulong starts, ulong seconds) => starts & ((seconds >> 1) | (1ul << 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Runs16(ulong base64, ulong firsts)
    {
        base64 &= base64 >> 1;
        base64 &= base64 >> 2;
        base64 &= base64 >> 4;
        firsts &= firsts >> 4;
        return base64 & (base64 >> 8) & firsts & (firsts >> 8);
    }

    /// <summary>A bit for each of 64 bytes that is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Both(Vector256<byte> low, Vector256<byte> high) =>
        Vector256.Equals(low, Vector256<byte>.Zero).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256<byte>.Zero).ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Any(Vector128<byte> kinds, byte bits) =>
        ~Vector128.Equals(kinds & Vector128.Create(bits), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
}
