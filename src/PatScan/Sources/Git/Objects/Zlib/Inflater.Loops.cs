using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatScan.Sources.Git.Zlib;

/// <summary>The symbols of a block, twice: fast while there is room for a mistake at both ends, then symbol by symbol.</summary>
internal sealed unsafe partial class Inflater
{
    private InflateResult Coded()
    {
        var state = literalLeft < 0 && matchLeft == 0 ? Fast(blockLiterals, blockDistances) : InflateResult.Full;
        if (state == InflateResult.Full)
        {
            state = Careful();
        }

        return state == InflateResult.Done ? EndBlock() : state;
    }

    // Each round starts with 56 bits and the entry of the first symbol: three literals of at most 11 each, or two and a length of at most 15 + 5. A round reads at
    // most 16 bytes ahead and writes at most 2 + 258 bytes and 31 of the last wide copy, all within Slack. Full means that
    // the careful loop must go on.
    private InflateResult Fast(CodeTable literalTable, CodeTable distanceTable)
    {
        const int ReadAhead = 16;
        byte* from = input, to = output, start = outputStart;
        byte* lastInput = inputEnd - ReadAhead, lastOutput = outputFast;
        uint* literal = literalTable.Entries, distant = distanceTable.Entries;
        ulong literalMask = (1UL << literalTable.Bits) - 1, distanceMask = (1UL << distanceTable.Bits) - 1;
        var buffer = bits;
        var count = bitCount;
        var state = InflateResult.Full;
        if (inputEnd - from < ReadAhead)
        {
            return state;
        }

        buffer |= Unsafe.ReadUnaligned<ulong>(from) << count;
        from += (63 - count) >> 3;
        count |= 56;
        var entry = literal[buffer & literalMask];
        while (from <= lastInput && to < lastOutput)
        {
            buffer |= Unsafe.ReadUnaligned<ulong>(from) << count;
            from += (63 - count) >> 3;
            count |= 56;
            if ((entry & CodeTable.Literal) != 0)
            {
                buffer >>= (int)entry;
                count -= (byte)entry;
                *to++ = (byte)(entry >> CodeTable.ValueShift);
                entry = literal[buffer & literalMask];
                if ((entry & CodeTable.Literal) != 0)
                {
                    buffer >>= (int)entry;
                    count -= (byte)entry;
                    *to++ = (byte)(entry >> CodeTable.ValueShift);
                    entry = literal[buffer & literalMask];
                    if ((entry & CodeTable.Literal) != 0)
                    {
                        buffer >>= (int)entry;
                        count -= (byte)entry;
                        *to++ = (byte)(entry >> CodeTable.ValueShift);
                        entry = literal[buffer & literalMask];
                        continue;
                    }
                }
            }

            if ((entry & CodeTable.Special) != 0)
            {
                if ((entry & CodeTable.Link) != 0)
                {
                    buffer >>= literalTable.Bits;
                    count -= literalTable.Bits;
                    entry = literal[(entry >> CodeTable.ValueShift) + (buffer & ((1UL << (int)entry) - 1))];
                    if ((entry & CodeTable.Literal) != 0)
                    {
                        buffer >>= (int)entry;
                        count -= (byte)entry;
                        *to++ = (byte)(entry >> CodeTable.ValueShift);
                        entry = literal[buffer & literalMask];
                        continue;
                    }
                }

                if ((entry & CodeTable.Special) != 0)
                {
                    buffer >>= (int)entry;
                    count -= (byte)entry;
                    state = (entry & CodeTable.EndOfBlock) != 0 ? InflateResult.Done : InflateResult.Corrupt;
                    break;
                }
            }

            var length = (int)(entry >> CodeTable.ValueShift) + Extra(buffer, entry);
            buffer >>= (int)entry;
            count -= (byte)entry;
            buffer |= Unsafe.ReadUnaligned<ulong>(from) << count;
            from += (63 - count) >> 3;
            count |= 56;
            entry = distant[buffer & distanceMask];
            if ((entry & CodeTable.Special) != 0)
            {
                if ((entry & CodeTable.Link) != 0)
                {
                    buffer >>= distanceTable.Bits;
                    count -= distanceTable.Bits;
                    entry = distant[(entry >> CodeTable.ValueShift) + (buffer & ((1UL << (int)entry) - 1))];
                }

                if ((entry & CodeTable.Special) != 0)
                {
                    state = InflateResult.Corrupt;
                    break;
                }
            }

            var distance = (int)(entry >> CodeTable.ValueShift) + Extra(buffer, entry);
            buffer >>= (int)entry;
            count -= (byte)entry;
            if (distance > to - start)
            {
                state = InflateResult.Corrupt;
                break;
            }

            // Looked up before the copy, which gives it time to arrive: at least 28 bits are left.
            entry = literal[buffer & literalMask];
            Copy(to, distance, length);
            to += length;
        }

        input = from;
        output = to;
        bits = buffer;
        bitCount = count;
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Extra(ulong buffer, uint entry) =>
        (int)((buffer & ((1UL << (int)entry) - 1)) >> (int)((entry >> CodeTable.LengthShift) & 15));

    // Up to 31 bytes more than asked for are written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* to, int distance, int length)
    {
        var from = to - distance;
        var end = to + length;
        if (distance >= 16)
        {
            do
            {
                Vector128.Store(Vector128.Load(from), to);
                Vector128.Store(Vector128.Load(from + 16), to + 16);
                from += 32;
                to += 32;
            }
            while (to < end);
        }
        else
        {
            CopyNear(from, to, end, distance);
        }
    }

    // The pattern between from and to repeats. Each copy doubles how much of it there is to copy from.
    private static void CopyNear(byte* from, byte* to, byte* end, int distance)
    {
        if (distance == 1)
        {
            var same = Vector128.Create(*from);
            for (; to < end; to += 16)
            {
                Vector128.Store(same, to);
            }

            return;
        }

        for (; distance < 8 && to < end; to += distance, distance *= 2)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
        }

        for (; to < end; to += 8)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(to - distance));
        }
    }

    // A symbol that finds the result full is kept for the next call: only the end of the block needs no room.
    private InflateResult Careful()
    {
        while (true)
        {
            if (literalLeft >= 0 && output < outputEnd)
            {
                *output++ = (byte)literalLeft;
                literalLeft = -1;
            }

            for (; matchLeft > 0 && output < outputEnd; matchLeft--)
            {
                *output = output[-matchDistance];
                output++;
            }

            if (literalLeft >= 0 || matchLeft > 0)
            {
                return InflateResult.Full;
            }

            Refill();
            if (!Take(blockLiterals, out var entry))
            {
                return InflateResult.Truncated;
            }

            if ((entry & CodeTable.Special) != 0)
            {
                return (entry & CodeTable.EndOfBlock) != 0 ? InflateResult.Done : InflateResult.Corrupt;
            }

            var value = (int)(entry >> CodeTable.ValueShift);
            if ((entry & CodeTable.Literal) != 0)
            {
                literalLeft = value;
                continue;
            }

            Refill();
            if (!Take(blockDistances, out entry))
            {
                return InflateResult.Truncated;
            }

            matchDistance = (int)(entry >> CodeTable.ValueShift);
            if ((entry & CodeTable.Special) != 0 || matchDistance > output - outputStart)
            {
                return InflateResult.Corrupt;
            }

            matchLeft = value;
        }
    }

    // The next symbol's entry, its extra bits already added to its value; false when the data do not have that many bits.
    private bool Take(CodeTable table, out uint entry)
    {
        entry = table.Entries[bits & ((1UL << table.Bits) - 1)];
        if ((entry & CodeTable.Link) != 0)
        {
            if (bitCount < table.Bits)
            {
                return false;
            }

            Drop(table.Bits);
            entry = table.Entries[(entry >> CodeTable.ValueShift) + (bits & ((1UL << (int)entry) - 1))];
        }

        var length = (int)entry & 63;
        if (bitCount < length)
        {
            return false;
        }

        var extra = (uint)Extra(bits, entry);
        Drop(length);
        if ((entry & (CodeTable.Literal | CodeTable.Special)) == 0)
        {
            entry += extra << CodeTable.ValueShift;
        }

        return true;
    }
}
