namespace PatScan.Rules;

/// <summary>Shannon entropy: how many different characters a text has, and how evenly. Random base32 of 52 has some 4.4 bits.</summary>
internal static class Entropy
{
    /// <summary>In bits for each character.</summary>
    public static double Of(ReadOnlySpan<byte> text)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in text)
        {
            counts[b]++;
        }

        var sum = 0.0;
        foreach (var count in counts)
        {
            sum -= count == 0 ? 0 : (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        return sum;
    }
}
