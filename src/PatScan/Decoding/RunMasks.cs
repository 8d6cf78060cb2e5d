using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PatScan.Decoding;

/// <summary>
/// Where in 64 base64 characters a group starts from which text would come. Three neighbouring groups of base64 each
/// have to give bytes below 0x80, the first two of them printable: 7 in 100 groups do at random, one place in 3,000. Or two times
/// eight characters have to be 'A' where base64 of UTF-16 always is. In hexadecimal, eight bytes have to be printable, or
/// four UTF-16 characters.
/// </summary>
/// <param name="Length">How many base64 characters there are before something else.</param>
/// <param name="Base64">Places where a group of 4 starts.</param>
/// <param name="Hex">Places where a pair starts.</param>
internal readonly record struct RunMasks(int Length, ulong Base64, ulong Hex)
{
    public const int Size = 64;

    private static readonly ByteKinds Characters = new(static c => Symbols.Base64[c] != Symbols.None);

    // The first character of a group holds the high bits of the first byte, and so on; printable ASCII is 0x20 to 0x7F.
    private static readonly ByteKinds Groups = new(
        static c => Symbols.Base64[c] is >= 8 and < 32,
        static c => Symbols.Base64[c] != Symbols.None && (Symbols.Base64[c] & 15) is >= 2 and < 8);

    private static readonly ByteKinds Others = new(
        static c => Symbols.Base64[c] != Symbols.None && (Symbols.Base64[c] & 3) < 2,
        static c => Symbols.Hex[c] != Symbols.None,
        static c => c is >= (byte)'2' and <= (byte)'7');

    private static readonly byte CharacterBits = Characters.Mask(0);
    private static readonly byte FirstBits = Groups.Mask(0);
    private static readonly byte SecondBits = Groups.Mask(1);
    private static readonly byte ThirdBits = Others.Mask(0);
    private static readonly byte HexBits = Others.Mask(1);
    private static readonly byte HighBits = Others.Mask(2);

    /// <summary>Looks at 64 bytes, up to the first that is no base64 character.</summary>
    public static RunMasks Of(ref byte block)
    {
        ulong base64 = 0, first = 0, second = 0, third = 0, hex = 0, high = 0, a = 0, zero = 0;
        if (Avx2.IsSupported)
        {
            for (var i = 0; i < Size; i += 32)
            {
                var bytes = Vector256.LoadUnsafe(ref block, (nuint)i);
                var groups = Groups.Twice().Of(bytes);
                var others = Others.Twice().Of(bytes);
                base64 |= Any(Characters.Twice().Of(bytes), CharacterBits) << i;
                first |= Any(groups, FirstBits) << i;
                second |= Any(groups, SecondBits) << i;
                third |= Any(others, ThirdBits) << i;
                hex |= Any(others, HexBits) << i;
                high |= Any(others, HighBits) << i;
                a |= Equal(bytes, (byte)'A') << i;
                zero |= Equal(bytes, (byte)'0') << i;
            }
        }
        else
        {
            for (var i = 0; i < Size; i += 16)
            {
                var bytes = Vector128.LoadUnsafe(ref block, (nuint)i);
                var groups = Groups.Of(bytes);
                var others = Others.Of(bytes);
                base64 |= Any(Characters.Of(bytes), CharacterBits) << i;
                first |= Any(groups, FirstBits) << i;
                second |= Any(groups, SecondBits) << i;
                third |= Any(others, ThirdBits) << i;
                hex |= Any(others, HexBits) << i;
                high |= Any(others, HighBits) << i;
                a |= Equal(bytes, (byte)'A') << i;
                zero |= Equal(bytes, (byte)'0') << i;
            }
        }

        var length = BitOperations.TrailingZeroCount(~base64);
        var valid = length == Size ? ulong.MaxValue : (1ul << length) - 1;
        return new RunMasks(length, Text(first, second, third, valid) | Wide(a & valid), Hexadecimal(hex & valid, high & valid, zero & valid));
    }

    private static ulong Text(ulong first, ulong second, ulong third, ulong valid)
    {
        var group = first & (second >> 1) & (third >> 2) & (valid >> 3);
        return group & (group >> 4) & (group >> 8);
    }

    private static ulong Wide(ulong a)
    {
        var pair = a & (a >> 3);
        return pair & (pair >> 8);
    }

    private static ulong Hexadecimal(ulong hex, ulong high, ulong zero)
    {
        var pair = high & (hex >> 1);
        var eight = pair & (pair >> 2);
        eight &= eight >> 4;
        eight &= eight >> 8;
        var unit = pair & (zero >> 2) & (zero >> 3);
        unit &= unit >> 4;
        return eight | (unit & (unit >> 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Any(Vector128<byte> kinds, byte bits) =>
        ~Vector128.Equals(kinds & Vector128.Create(bits), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Any(Vector256<byte> kinds, byte bits) =>
        ~Vector256.Equals(kinds & Vector256.Create(bits), Vector256<byte>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector128<byte> bytes, byte value) => Vector128.Equals(bytes, Vector128.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> bytes, byte value) => Vector256.Equals(bytes, Vector256.Create(value)).ExtractMostSignificantBits();
}
