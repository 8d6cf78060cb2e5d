using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatScan.Decoding;

/// <summary>
/// Base64 and hexadecimal. A run is lines of base64 characters joined by line breaks. In which of the four ways its
/// characters fall into groups nobody knows: what stands before it may be of the same characters. So each line is searched
/// (<see cref="RunMasks"/>) for places where some way gives text, which random bytes hardly ever do, and only from such a
/// place, to both sides, as long as text comes out, is anything decoded.
/// </summary>
internal ref partial struct Exploration
{
    // A line is searched in pieces of 64 characters, each of which repeats this many of the one before: 12 characters are
    // looked at together, at any of 4 places, and 16 hexadecimal ones at any of 2.
    private const int Repeated = 16;

    private void Runs(int start)
    {
        while (start > runsDone && Symbols.Base64[text[start - 1]] != Symbols.None)
        {
            start--;
        }

        start += LineBreak.IsEscapeLetter(text, start) ? 1 : 0;
        groupsDone = default;
        var symbol = 0;
        for (var line = start; ;)
        {
            var end = Search(line, symbol);
            symbol += end - line;
            line = LineBreak.SkipForward(text, end);
            if ((uint)line >= (uint)text.Length || Symbols.Base64[text[line]] == Symbols.None)
            {
                runsDone = end;
                return;
            }
        }
    }

    /// <summary>
    /// Searches one line, before which the run has <paramref name="symbol"/> characters, and decodes around what it finds;
    /// gives where the line ends.
    /// </summary>
    [SkipLocalsInit]
    private int Search(int line, int symbol)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        Span<byte> rest = stackalloc byte[Block];
        for (var at = line; ; at += Block - Repeated)
        {
            RunMasks masks;
            if (at + Block <= text.Length)
            {
                masks = RunMasks.Of(ref Unsafe.Add(ref first, at));
            }
            else
            {
                rest.Clear();
                text[at..].CopyTo(rest);
                masks = RunMasks.Of(ref MemoryMarshal.GetReference(rest));
            }

            if (masks.Base64 != 0)
            {
                Decode(masks.Base64, at, symbol + at - line, 4);
            }

            if (masks.Hex != 0)
            {
                Decode(masks.Hex, at, symbol + at - line, 2);
            }

            if (masks.Length < Block)
            {
                return at + masks.Length;
            }
        }
    }

    private void Decode(ulong found, int at, int phase, int size)
    {
        for (; found != 0; found &= found - 1)
        {
            var i = BitOperations.TrailingZeroCount(found);
            ref var done = ref groupsDone[(size & 2) * 2 + ((phase + i) & (size - 1))];
            if (at + i >= done)
            {
                done = size == 4 ? Unpack(at + i, Symbols.Base64, 4, 6, "base64") : Unpack(at + i, Symbols.Hex, 2, 4, "hex");
            }
        }
    }

    /// <summary>
    /// Decodes the text of which a group of <paramref name="size"/> characters of <paramref name="bits"/> bits each starts at
    /// <paramref name="at"/>; gives the first place from which another one could start.
    /// </summary>
    private readonly int Unpack(int at, byte[] values, int size, int bits, string name)
    {
        Span<int> places = stackalloc int[size];
        layer.Begin(name);
        var from = StartOfText(at, values, size, bits, places);
        for (var next = from; ;)
        {
            next = size == 4 ? TakeGroups(next) : TakePairs(next);
            var count = 0;
            var value = 0;
            while (count < size && TryNext(ref next, values, out var symbol))
            {
                places[count++] = next - 1;
                value = (value << bits) | symbol;
            }

            value <<= (size - count) * bits;
            var group = size * bits / 8;
            for (var i = 0; i < count * bits / 8; i++)
            {
                var decoded = (byte)(value >> ((group - 1 - i) * 8));
                if (Symbols.IsTextOrZero(decoded))
                {
                    layer.Append(decoded, places[8 * i / bits], places[((8 * i) + 7) / bits] + 1);
                }
                else if (places[0] >= at)
                {
                    layer.End();
                    return places[0] + 1;
                }
                else
                {
                    layer.Clear();
                }
            }

            if (count < size)
            {
                layer.End();
                return next;
            }
        }
    }

    /// <summary>Decodes base64 as long as there are four characters in a row that make text; what is otherwise is the caller's.</summary>
    private readonly int TakeGroups(int at)
    {
        var values = Symbols.Base64;
        for (; at + 4 <= text.Length; at += 4)
        {
            var first = values[text[at]];
            var second = values[text[at + 1]];
            var third = values[text[at + 2]];
            var fourth = values[text[at + 3]];
            var (a, b, c) = ((byte)((first << 2) | (second >> 4)), (byte)((second << 4) | (third >> 2)), (byte)((third << 6) | fourth));
            if ((first | second | third | fourth) > 63 || !Symbols.AreText(a, b, c))
            {
                break;
            }

            layer.Append(a, b, c, at);
        }

        return at;
    }

    /// <summary>The same for hexadecimal.</summary>
    private readonly int TakePairs(int at)
    {
        var values = Symbols.Hex;
        for (; at + 2 <= text.Length; at += 2)
        {
            var high = values[text[at]];
            var low = values[text[at + 1]];
            var value = (byte)((high << 4) | low);
            if ((high | low) > 15 || !Symbols.IsTextOrZero(value))
            {
                break;
            }

            layer.Append(value, at, at + 2);
        }

        return at;
    }

    /// <summary>Goes back from a group as long as there is text; the last group may begin with something else.</summary>
    private readonly int StartOfText(int at, byte[] values, int size, int bits, Span<int> places)
    {
        while (true)
        {
            var before = at;
            var value = 0;
            for (var i = 0; i < size; i++)
            {
                if (!TryPrevious(ref before, values, out var symbol))
                {
                    return at;
                }

                value |= symbol << (i * bits);
            }

            if (!Symbols.IsTextOrZero((byte)value))
            {
                return at;
            }

            at = before;
            if (size == 4 && (!Symbols.IsTextOrZero((byte)(value >> 8)) || !Symbols.IsTextOrZero((byte)(value >> 16))))
            {
                return at;
            }
        }
    }

    private readonly bool TryNext(ref int at, byte[] values, out int symbol)
    {
        var place = at;
        if ((uint)place < (uint)text.Length && values[text[place]] == Symbols.None)
        {
            place = LineBreak.SkipForward(text, place);
        }

        symbol = (uint)place < (uint)text.Length ? values[text[place]] : Symbols.None;
        at = symbol == Symbols.None ? at : place + 1;
        return symbol != Symbols.None;
    }

    private readonly bool TryPrevious(ref int at, byte[] values, out int symbol)
    {
        var place = at;
        if (place > 0 && (values[text[place - 1]] == Symbols.None || LineBreak.IsEscapeLetter(text, place - 1)))
        {
            place = LineBreak.SkipBack(text, place);
        }

        symbol = place > 0 && !LineBreak.IsEscapeLetter(text, place - 1) ? values[text[place - 1]] : Symbols.None;
        at = symbol == Symbols.None ? at : place - 1;
        return symbol != Symbols.None;
    }
}
