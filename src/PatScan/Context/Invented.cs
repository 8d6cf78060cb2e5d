using System.Numerics;

namespace PatScan.Context;

/// <summary>
/// Tells texts that somebody made up from random ones: few different characters, counted alphabets, a pattern that repeats,
/// words. Said of a random text of 40 characters or more less than once in ten thousand; only ever asked about the unproven.
/// </summary>
internal static class Invented
{
    private static readonly string[] Words =
        ["xxxx", "your", "example", "placeholder", "redacted", "changeme", "dummy", "sample", "secret", "token", "password", "insert", "replace", "deadbeef", "abcdef", "123456", "000000"];

    public static bool Looks(ReadOnlySpan<byte> text) => IsMonotonous(text) || IsCounted(text) || IsPeriodic(text) || HoldsWord(text);

    /// <summary>Random text of 40 characters over 32 has some 23 different ones, over 62 some 30.</summary>
    private static bool IsMonotonous(ReadOnlySpan<byte> text)
    {
        UInt128 seen = 0;
        foreach (var b in text)
        {
            seen |= UInt128.One << (b & 127);
        }

        return BitOperations.PopCount((ulong)seen) + BitOperations.PopCount((ulong)(seen >> 64)) < Math.Min(12, (text.Length / 4) + 1);
    }

    /// <summary>Each character follows the one before it in the alphabet, up or down: by chance one pair in thirty.</summary>
    private static bool IsCounted(ReadOnlySpan<byte> text)
    {
        var up = 0;
        var down = 0;
        for (var i = 1; i < text.Length; i++)
        {
            up += text[i] == text[i - 1] + 1 ? 1 : 0;
            down += text[i] == text[i - 1] - 1 ? 1 : 0;
        }

        return Math.Max(up, down) > text.Length / 3;
    }

    /// <summary>Most characters repeat the one some distance before: by chance one in thirty.</summary>
    private static bool IsPeriodic(ReadOnlySpan<byte> text)
    {
        for (var period = 1; period <= text.Length * 2 / 3; period++)
        {
            var same = 0;
            for (var i = period; i < text.Length; i++)
            {
                same += text[i] == text[i - period] ? 1 : 0;
            }

            if (same >= 10 && same > (text.Length - period) * 3 / 4)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsWord(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[Math.Min(text.Length, 256)];
        System.Text.Encoding.Latin1.GetChars(text[..letters.Length], letters);
        foreach (var word in Words)
        {
            if (((ReadOnlySpan<char>)letters).Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
