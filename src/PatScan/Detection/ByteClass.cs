using System.Runtime.Intrinsics;

namespace PatScan.Detection;

/// <summary>
/// A set of ASCII bytes that 16 bytes can be tested against at once: a byte is in it when the table entries of its low and
/// its high half share a bit. Each high half that occurs has a bit of its own, and ASCII has eight.
/// </summary>
internal sealed class ByteClass
{
    private readonly Vector128<byte> low;
    private readonly Vector128<byte> high;
    private readonly bool[] members = new bool[256];

    public ByteClass(string characters)
    {
        Span<byte> lows = stackalloc byte[16];
        Span<byte> highs = stackalloc byte[16];
        foreach (var c in characters)
        {
            members[c] = true;
            lows[c & 15] |= (byte)(1 << (c >> 4));
            highs[c >> 4] = (byte)(1 << (c >> 4));
        }

        low = Vector128.Create<byte>(lows);
        high = Vector128.Create<byte>(highs);
    }

    public bool Contains(byte value) => members[value];

    /// <summary>Whether all 16 bytes are in the set.</summary>
    public bool ContainsAll(Vector128<byte> bytes)
    {
        var half = Vector128.Create((byte)0x0F);
        var fromLow = Vector128.ShuffleNative(low, bytes & half);
        var fromHigh = Vector128.ShuffleNative(high, (bytes.AsUInt16() >>> 4).AsByte() & half);
        return !Vector128.EqualsAny(fromLow & fromHigh, Vector128<byte>.Zero);
    }
}
