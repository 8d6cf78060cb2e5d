using System.Buffers.Binary;
using System.Numerics;

namespace PatScan.Checks;

/// <summary>Marvin32, the keyed hash behind Microsoft's identifiable keys, folded to 32 bits.</summary>
internal static class Marvin32
{
    /// <summary>
    /// The hash of <paramref name="bytes"/> under <paramref name="seed"/>, both halves of the state combined by exclusive or.
    /// </summary>
    public static uint Compute(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var p0 = (uint)seed;
        var p1 = (uint)(seed >> 32);
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            p0 += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            Mix(ref p0, ref p1);
        }

        // The tail is closed with the byte 0x80, then zeros.
        var tail = 0x80u;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | bytes[i];
        }

        p0 += tail;
        Mix(ref p0, ref p1);
        Mix(ref p0, ref p1);
        return p0 ^ p1;
    }

    private static void Mix(ref uint p0, ref uint p1)
    {
        p1 ^= p0;
        p0 = BitOperations.RotateLeft(p0, 20) + p1;
        p1 = BitOperations.RotateLeft(p1, 9) ^ p0;
        p0 = BitOperations.RotateLeft(p0, 27) + p1;
        p1 = BitOperations.RotateLeft(p1, 19);
    }
}
