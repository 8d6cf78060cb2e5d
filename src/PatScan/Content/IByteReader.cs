namespace PatScan.Content;

/// <summary>Bytes that are read once, front to back: an open file, standard input.</summary>
public interface IByteReader
{
    /// <summary>Reads up to <paramref name="buffer"/>.Length bytes; 0 only at the end.</summary>
    /// <exception cref="IOException">The bytes could not be read.</exception>
    int Read(Span<byte> buffer);
}
