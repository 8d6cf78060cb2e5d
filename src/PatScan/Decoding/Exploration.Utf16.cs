using System.Numerics;

namespace PatScan.Decoding;

/// <summary>
/// UTF-16 of either byte order: characters of text with a zero between each two. Both orders look the same from inside, so
/// the ends of a run decide, and where they do not, whether the zeros lie at odd places, as in any file of either order.
/// </summary>
internal ref partial struct Exploration
{
    /// <summary><paramref name="letters"/> has a bit for each character of the block at <paramref name="at"/> that a zero follows.</summary>
    private void Utf16(ulong letters, int at)
    {
        var six = letters & (letters >> 2);
        six &= six >> 4;
        six &= letters >> 8 & letters >> 10;
        for (; six != 0; six &= six - 1)
        {
            var place = at + BitOperations.TrailingZeroCount(six);
            ref var done = ref (place & 1) == 0 ? ref evenUnitsDone : ref oddUnitsDone;
            if (place >= done)
            {
                done = Utf16(place, done);
            }
        }
    }

    private readonly int Utf16(int at, int from)
    {
        var start = at;
        while (start - 2 >= from && IsUnit(start - 2))
        {
            start -= 2;
        }

        var end = at;
        while (IsUnit(end))
        {
            end += 2;
        }

        // The last letter of a big-endian text has its zero before it, and a letter before such a text looks like its
        // first: one letter too many is better than one too few.
        var endsInLetter = end < text.Length && Symbols.IsText(text[end]);
        var isBig = IsBigEndian(start, endsInLetter && end + 1 < text.Length);
        layer.Begin(isBig ? "utf-16be" : "utf-16le");
        var shift = isBig ? 1 : 0;
        for (var i = start; i < end; i += 2)
        {
            layer.Append(text[i], Math.Max(i - shift, 0), i - shift + 2);
        }

        if (endsInLetter)
        {
            layer.Append(text[end], end - shift, end + 1);
        }

        layer.End();
        return end;
    }

    private readonly bool IsBigEndian(int start, bool endsInLetter)
    {
        var isOdd = ((offset + start) & 1) != 0;
        return ZeroBefore(start) ? endsInLetter || isOdd : endsInLetter && isOdd;
    }

    private readonly bool ZeroBefore(int at) => at > 0 && text[at - 1] == 0;

    private readonly bool IsUnit(int at) => at + 1 < text.Length && text[at + 1] == 0 && Symbols.IsText(text[at]);
}
