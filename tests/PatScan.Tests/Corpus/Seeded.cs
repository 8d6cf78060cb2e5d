namespace PatScan.Tests.Corpus;

/// <summary>Randomness that is the same on every platform and release: splitmix64.</summary>
internal sealed class Seeded(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 up to, but not, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(Next() % (ulong)below);

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public string Text(string alphabet, int length) => string.Create(length, this, (span, random) =>
    {
        foreach (ref var c in span)
        {
            c = alphabet[random.Next(alphabet.Length)];
        }
    });

    public byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)Next())];
}
