namespace PatScan.Sources.Git;

/// <summary>Memory for an object of a size that somebody else claims.</summary>
internal static class ObjectBytes
{
    // Deflate makes at most 1032 bytes of one (258 bytes from a length and a distance of a bit each), and a header of a few.
    private const long MaxRatio = 1032;

    /// <summary>Whether <paramref name="packed"/> bytes can inflate to <paramref name="size"/>: a lie is caught before it is paid for.</summary>
    public static bool IsPossible(long size, long packed) => size / MaxRatio <= packed;

    /// <summary>An array for <paramref name="size"/> bytes that <paramref name="packed"/> bytes are to inflate to.</summary>
    /// <exception cref="InvalidObjectException">They cannot.</exception>
    public static byte[] Allocate(long size, long packed) => IsPossible(size, packed)
        ? GC.AllocateUninitializedArray<byte>(checked((int)size))
        : throw new InvalidObjectException($"it claims {size} bytes, more than its data can inflate to");
}
