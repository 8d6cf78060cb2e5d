using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatScan.Sources.Git;

/// <summary>
/// Git's delta: the sizes of base and result, then instructions that copy from the base or insert what follows.
/// Format: git's <c>Documentation/gitformat-pack.txt</c>, "Deltified representation".
/// </summary>
internal static unsafe class Delta
{
    /// <summary>Reads one of the two leading sizes; false when there is none or it is beyond any object.</summary>
    public static bool ReadSize(byte* delta, long length, ref long at, out long size)
    {
        size = 0;
        for (var shift = 0; at < length && shift <= 56; shift += 7)
        {
            var b = delta[at++];
            size |= (long)(b & 0x7F) << shift;
            if ((b & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Rebuilds an object: exactly <paramref name="resultLength"/> bytes into <paramref name="result"/> from the instructions
    /// between <paramref name="at"/> and <paramref name="length"/>. False, with the result half made, when they are wrong.
    /// </summary>
    public static bool Apply(byte* source, long sourceLength, byte* delta, long at, long length, byte* result, long resultLength)
    {
        var instruction = delta + at;
        var end = delta + length;
        var left = resultLength;
        while (instruction < end)
        {
            int op = *instruction++;
            if (op >= 0x80)
            {
                if (end - instruction < BytesOf(op))
                {
                    return false;
                }

                long offset = 0;
                if ((op & 0x01) != 0) offset = *instruction++;
                if ((op & 0x02) != 0) offset |= (long)*instruction++ << 8;
                if ((op & 0x04) != 0) offset |= (long)*instruction++ << 16;
                if ((op & 0x08) != 0) offset |= (long)*instruction++ << 24;
                long size = 0;
                if ((op & 0x10) != 0) size = *instruction++;
                if ((op & 0x20) != 0) size |= (long)*instruction++ << 8;
                if ((op & 0x40) != 0) size |= (long)*instruction++ << 16;
                if (size == 0) size = 0x10000;
                if (size > left || offset + size > sourceLength)
                {
                    return false;
                }

                Copy(source + offset, sourceLength - offset, result, left, size);
                result += size;
                left -= size;
            }
            else
            {
                if (op == 0 || op > left || op > end - instruction)
                {
                    return false;
                }

                Copy(instruction, end - instruction, result, left, op);
                instruction += op;
                result += op;
                left -= op;
            }
        }

        return left == 0;
    }

    // Most copies are short, and a call costs more than they do: where there is room at both ends, 32 bytes are copied.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* from, long fromLeft, byte* to, long toLeft, long size)
    {
        const int Short = 32;
        if (size <= Short && fromLeft >= Short && toLeft >= Short)
        {
            Vector256.Store(Vector256.Load(from), to);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(to, from, (uint)size);
        }
    }

    private static int BytesOf(int op) => System.Numerics.BitOperations.PopCount((uint)op & 0x7F);
}
