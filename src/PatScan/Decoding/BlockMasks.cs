using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Decoding;

/// <summary>What is worth a closer look in a block of 64 bytes, a bit for each.</summary>
internal struct BlockMasks
{
    /// <summary>Base64 characters, standard or URL-safe.</summary>
    public ulong Base64;

    /// <summary>Places from which 20 of those follow each other within the block.</summary>
    public ulong Runs;

    /// <summary>How many end the block before, where those and the first of this one are as many together; else 0.</summary>
    public int RunBefore;

    /// <summary>Places where an escape may start.</summary>
    public ulong Escapes;

    /// <summary>Zeros.</summary>
    public ulong Zeros;

    public const int Size = 64;

    // 16 bytes of secret make 21 characters of which 20 are all their own; a wrapped one has a line at least this long.
    private const int ShortestRun = 20;

    private static readonly ByteKinds Kinds = new(
        static b => Symbols.Base64[b] != Symbols.None,
        static b => b is (byte)'\\' or (byte)'%' or (byte)'&',
        static b => b == 0);

    private static readonly ByteKinds More = new(
        static b => b is >= (byte)'0' and <= (byte)'7' || "uUx\\#=_-/acehlp".Contains((char)b, StringComparison.Ordinal),
        Symbols.IsText);

    private static readonly byte Base64Bits = Kinds.Mask(0);
    private static readonly byte StartBits = Kinds.Mask(1);
    private static readonly byte SecondBits = More.Mask(0);
    private static readonly byte TextBits = More.Mask(1);

    /// <summary>
    /// Goes to the next block that is worth a look, from the one at <paramref name="at"/> on; <paramref name="masks"/> are
    /// those of the block before. False when the end of the text is less than a block away from <paramref name="at"/>.
    /// </summary>
    public static bool TryNext(ReadOnlySpan<byte> text, ref int at, ref BlockMasks masks) =>
        Avx2.IsSupported ? TryNext256(text, ref at, ref masks) : TryNext128(text, ref at, ref masks);

    /// <summary>Makes the masks of the block before those of this one.</summary>
    public static bool Look(ReadOnlySpan<byte> block, ref BlockMasks masks)
    {
        ulong base64 = 0, starts = 0, seconds = 0, zeros = 0;
        for (var i = 0; i < Size; i += 16)
        {
            var bytes = Vector128.Create(block[i..]);
            var kinds = Kinds.Of(bytes);
            base64 |= (ulong)Any(kinds, Base64Bits) << i;
            starts |= (ulong)Any(kinds, StartBits) << i;
            seconds |= (ulong)Any(More.Of(bytes), SecondBits) << i;
            zeros |= (ulong)Vector128.Equals(bytes, Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        return masks.Set(base64, starts, seconds, zeros);
    }

    /// <summary>The places of characters of text that a zero follows within the block.</summary>
    public static ulong LettersBeforeZeros(ReadOnlySpan<byte> block, ulong zeros)
    {
        var text = 0ul;
        for (var i = 0; i < Size; i += 16)
        {
            text |= (ulong)Any(More.Of(Vector128.Create(block[i..])), TextBits) << i;
        }

        return text & (zeros >> 1);
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
        var i = at;
        for (; i <= text.Length - Size; i += Size)
        {
            var low = Vector256.LoadUnsafe(ref first, (nuint)i);
            var high = Vector256.LoadUnsafe(ref first, (nuint)i + 32);
            var lowKinds = kinds.Of(low);
            var highKinds = kinds.Of(high);
            var base64 = ~Both(lowKinds & base64Bits, highKinds & base64Bits);
            var starts = ~Both(lowKinds & startBits, highKinds & startBits);
            var seconds = ~Both(more.Of(low) & Vector256.Create(SecondBits), more.Of(high) & Vector256.Create(SecondBits));
            if (masks.Set(base64, starts, seconds, Both(low, high)))
            {
                at = i;
                return true;
            }
        }

        at = i;
        return false;
    }

    /// <summary>Whether anything is worth a look.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Set(ulong base64, ulong starts, ulong seconds, ulong zeros)
    {
        var runs = base64 & (base64 >> 1);
        runs &= runs >> 2;
        runs &= runs >> 4;
        Runs = runs & (runs >> 8) & (runs >> 12);
        var run = BitOperations.LeadingZeroCount(~Base64);
        RunBefore = run + BitOperations.TrailingZeroCount(~base64) >= ShortestRun ? run : 0;
        Base64 = base64;
        Escapes = starts & ((seconds >> 1) | (1ul << 63));
        Zeros = zeros;
        return (Runs | (uint)RunBefore | Escapes | Zeros) != 0;
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
