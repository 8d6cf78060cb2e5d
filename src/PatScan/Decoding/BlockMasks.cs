using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Decoding;

/// <summary>Which of 64 bytes are of which kind, a bit for each.</summary>
/// <param name="Base64">Base64 characters, standard or URL-safe.</param>
/// <param name="Starts">Characters that start an escape.</param>
/// <param name="Seconds">Characters that may follow one of those.</param>
/// <param name="Zeros">Zeros.</param>
internal readonly record struct BlockMasks(ulong Base64, ulong Starts, ulong Seconds, ulong Zeros)
{
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockMasks Of(ref byte block)
    {
        if (Avx2.IsSupported)
        {
            Half(ref block, 0, out var base64, out var starts, out var seconds, out var zeros);
            Half(ref block, 32, out var base64High, out var startsHigh, out var secondsHigh, out var zerosHigh);
            return new BlockMasks(Both(base64, base64High), Both(starts, startsHigh), Both(seconds, secondsHigh), Both(zeros, zerosHigh));
        }

        return Portable(ref block);
    }

    /// <summary>The places of characters of text that a zero follows within the block.</summary>
    public static ulong LettersBeforeZeros(ref byte block, ulong zeros)
    {
        var text = 0ul;
        for (var i = 0; i < 64; i += 16)
        {
            var kinds = More.Of(Vector128.LoadUnsafe(ref block, (nuint)i));
            text |= (ulong)Any(kinds, TextBits) << i;
        }

        return text & (zeros >> 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreBase64(Vector128<byte> bytes) => Any(Kinds.Of(bytes), Base64Bits) == 0xFFFF;

    private static BlockMasks Portable(ref byte block)
    {
        ulong base64 = 0, starts = 0, seconds = 0, zeros = 0;
        for (var i = 0; i < 64; i += 16)
        {
            var bytes = Vector128.LoadUnsafe(ref block, (nuint)i);
            var kinds = Kinds.Of(bytes);
            base64 |= (ulong)Any(kinds, Base64Bits) << i;
            starts |= (ulong)Any(kinds, StartBits) << i;
            seconds |= (ulong)Any(More.Of(bytes), SecondBits) << i;
            zeros |= (ulong)Vector128.Equals(bytes, Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        return new BlockMasks(base64, starts, seconds, zeros);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(ref byte block, int at, out uint base64, out uint starts, out uint seconds, out uint zeros)
    {
        var bytes = Vector256.LoadUnsafe(ref block, (nuint)at);
        var kinds = Kinds.Of(bytes);
        base64 = Any(kinds, Base64Bits);
        starts = Any(kinds, StartBits);
        seconds = Any(More.Of(bytes), SecondBits);
        zeros = Vector256.Equals(bytes, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    private static ulong Both(uint low, uint high) => low | ((ulong)high << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Any(Vector128<byte> kinds, byte bits) =>
        ~Vector128.Equals(kinds & Vector128.Create(bits), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Any(Vector256<byte> kinds, byte bits) =>
        ~Vector256.Equals(kinds & Vector256.Create(bits), Vector256<byte>.Zero).ExtractMostSignificantBits();
}
