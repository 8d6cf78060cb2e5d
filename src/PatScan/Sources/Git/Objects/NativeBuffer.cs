namespace PatScan.Sources.Git;

/// <summary>Memory for one object, from a <see cref="BufferPool"/>; the default value is none.</summary>
internal unsafe struct NativeBuffer
{
    /// <summary>Its first byte.</summary>
    public byte* Start;

    /// <summary>Bytes of the object in it.</summary>
    public long Length;

    /// <summary>The power of two that holds it.</summary>
    public int Class;

    /// <summary>Bytes that it takes, near enough.</summary>
    public readonly long Capacity => IsEmpty ? 0 : Math.Min(1L << Class, Length + 4096);

    public readonly bool IsEmpty => Start == null;

    public readonly ReadOnlySpan<byte> Bytes => new(Start, (int)Length);
}
