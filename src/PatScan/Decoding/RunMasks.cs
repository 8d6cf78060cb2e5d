using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatScan.Decoding;

/// <summary>
/// Where in up to 64 base64 characters a group starts from which text would come. Three neighbouring groups of base64 each
/// have to give bytes below 0x80, the first two of them printable: 7 in 100 groups do at random, one place in 3,000. Or two times
/// eight characters have to be 'A' where base64 of UTF-16 always is. In hexadecimal, eight bytes have to be printable, or
/// four UTF-16 characters.
/// </summary>
/// <param name="Base64">Places where a group of 4 starts.</param>
/// <param name="Hex">Places where a pair starts.</param>
internal readonly record struct RunMasks(ulong Base64, ulong Hex)
{
    // The first character of a group holds the high bits of the first byte, and so on; printable ASCII is 0x20 to 0x7F.
    private static readonly ByteKinds Groups = new(
        static c => Symbols.Base64[c] is >= 8 and < 32,
        static c => Symbols.Base64[c] != Symbols.None && (Symbols.Base64[c] & 15) is >= 2 and < 8);

    private static readonly ByteKinds Others = new(
        static c => Symbols.Base64[c] != Symbols.None && (Symbols.Base64[c] & 3) < 2,
        static c => Symbols.Hex[c] != Symbols.None,
        static c => c is >= (byte)'2' and <= (byte)'7');

    private static readonly byte FirstBits = Groups.Mask(0);
    private static readonly byte SecondBits = Groups.Mask(1);
    private static readonly byte ThirdBits = Others.Mask(0);
    private static readonly byte HexBits = Others.Mask(1);
    private static readonly byte HighBits = Others.Mask(2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RunMasks Of(ref byte block, int length)
    {
        ulong first = 0, second = 0, third = 0, hex = 0, high = 0, a = 0, zero = 0;
        for (var i = 0; i < 64; i += 16)
        {
            var bytes = Vector128.LoadUnsafe(ref block, (nuint)i);
            var groups = Groups.Of(bytes);
            var others = Others.Of(bytes);
            first |= Bits(groups, FirstBits) << i;
            second |= Bits(groups, SecondBits) << i;
            third |= Bits(others, ThirdBits) << i;
            hex |= Bits(others, HexBits) << i;
            high |= Bits(others, HighBits) << i;
            a |= Equal(bytes, (byte)'A') << i;
            zero |= Equal(bytes, (byte)'0') << i;
        }

        var valid = ulong.MaxValue >> (64 - length);
        var group = first & (second >> 1) & (third >> 2) & (valid >> 3);
        var text = group & (group >> 4) & (group >> 8);
        var wide = a & (a >> 3) & valid;
        wide &= wide >> 8;

        hex &= valid;
        var pair = high & (hex >> 1) & valid;
        var eight = pair & (pair >> 2);
        eight &= eight >> 4;
        eight &= eight >> 8;
        var unit = pair & ((zero & valid) >> 2) & ((zero & valid) >> 3);
        unit &= unit >> 4;
        unit &= unit >> 8;
        return new RunMasks(text | wide, eight | unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector128<byte> kinds, byte bits) =>
        ~Vector128.Equals(kinds & Vector128.Create(bits), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector128<byte> bytes, byte value) => Vector128.Equals(bytes, Vector128.Create(value)).ExtractMostSignificantBits();
}
