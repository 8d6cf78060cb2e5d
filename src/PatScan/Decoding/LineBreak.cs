namespace PatScan.Decoding;

/// <summary>
/// The line breaks that encoded text may be wrapped with: a line end, or one or more escaped ones as in a JSON string
/// (<c>\n</c>, <c>\r\n</c>, with any number of backslashes), each with white space around it. A backslash before a real line
/// end continues a shell line. Read from either side with the same result, which lets a run be walked both ways.
/// </summary>
internal static class LineBreak
{
    // White space on one side of a break. Longer indentation than this is no wrapped token.
    private const int MostSpace = 128;
    private const int MostBackslashes = 8;

    /// <summary>Where the text goes on after the break that starts at <paramref name="at"/>; -1 when there is none.</summary>
    public static int SkipForward(ReadOnlySpan<byte> bytes, int at)
    {
        if ((uint)at >= (uint)bytes.Length || bytes[at] is not ((byte)'\n' or (byte)'\r' or (byte)'\\' or (byte)' ' or (byte)'\t'))
        {
            return -1;
        }

        at = SpaceForward(bytes, at);
        var end = RealForward(bytes, at);
        if (end < 0)
        {
            end = EscapedForward(bytes, at);
            if (end >= 0 && EscapedForward(bytes, end) is var second and >= 0)
            {
                end = second;
            }
        }

        return end < 0 ? -1 : SpaceForward(bytes, end);
    }

    /// <summary>Where the text ends before the break that ends at <paramref name="at"/>; -1 when there is none.</summary>
    public static int SkipBack(ReadOnlySpan<byte> bytes, int at)
    {
        at = SpaceBack(bytes, at);
        var start = RealBack(bytes, at);
        if (start < 0)
        {
            start = EscapedBack(bytes, at);
            if (start >= 0 && EscapedBack(bytes, start) is var second and >= 0)
            {
                start = second;
            }
        }

        return start < 0 ? -1 : SpaceBack(bytes, start);
    }

    /// <summary>Whether the character at <paramref name="at"/> is the letter of an escaped line end or tab.</summary>
    public static bool IsEscapeLetter(ReadOnlySpan<byte> bytes, int at) =>
        at > 0 && bytes[at - 1] == '\\' && bytes[at] is (byte)'n' or (byte)'r' or (byte)'t';

    private static int RealForward(ReadOnlySpan<byte> bytes, int at)
    {
        at += At(bytes, at) == '\\' ? 1 : 0;
        at += At(bytes, at) == '\r' ? 1 : 0;
        return At(bytes, at) == '\n' ? at + 1 : -1;
    }

    private static int RealBack(ReadOnlySpan<byte> bytes, int at)
    {
        if (At(bytes, at - 1) != '\n')
        {
            return -1;
        }

        at -= At(bytes, at - 2) == '\r' ? 2 : 1;
        return At(bytes, at - 1) == '\\' ? at - 1 : at;
    }

    private static int EscapedForward(ReadOnlySpan<byte> bytes, int at)
    {
        var letter = at;
        while (At(bytes, letter) == '\\' && letter - at < MostBackslashes)
        {
            letter++;
        }

        return letter > at && At(bytes, letter) is 'n' or 'r' ? letter + 1 : -1;
    }

    private static int EscapedBack(ReadOnlySpan<byte> bytes, int at)
    {
        if (At(bytes, at - 1) is not ('n' or 'r') || At(bytes, at - 2) != '\\')
        {
            return -1;
        }

        var start = at - 2;
        while (At(bytes, start - 1) == '\\' && at - start <= MostBackslashes)
        {
            start--;
        }

        return start;
    }

    private static int SpaceForward(ReadOnlySpan<byte> bytes, int at)
    {
        for (var end = at + MostSpace; at < end && At(bytes, at) is ' ' or '\t'; at++)
        {
        }

        return at;
    }

    private static int SpaceBack(ReadOnlySpan<byte> bytes, int at)
    {
        for (var end = at - MostSpace; at > end && At(bytes, at - 1) is ' ' or '\t'; at--)
        {
        }

        return at;
    }

    private static int At(ReadOnlySpan<byte> bytes, int at) => (uint)at < (uint)bytes.Length ? bytes[at] : -1;
}
