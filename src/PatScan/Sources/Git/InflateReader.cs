using System.IO.Compression;
using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Inflates a large object piece by piece. Trouble ends the bytes instead of throwing, so that what came before it is
/// scanned to its end; the caller asks for <see cref="Trouble"/> afterwards.
/// </summary>
internal sealed unsafe class InflateReader : IByteReader, IDisposable
{
    private readonly ZLibStream stream;
    private long left;

    /// <param name="source">Its zlib data.</param>
    /// <param name="sourceLength">Bytes that may be read.</param>
    /// <param name="skip">Inflated bytes before the content.</param>
    /// <param name="size">Inflated bytes of content, as claimed.</param>
    public InflateReader(byte* source, long sourceLength, int skip, long size)
    {
        stream = new ZLibStream(new UnmanagedMemoryStream(source, sourceLength), CompressionMode.Decompress);
        Span<byte> skipped = stackalloc byte[skip];
        left = skip;
        while (skip > 0 && Read(skipped) is > 0 and var read)
        {
            skip -= read;
            skipped = skipped[read..];
        }

        left = size;
    }

    /// <summary>Why the bytes ended before they should have, or went on behind their end; null when they were right.</summary>
    public string? Trouble { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        if (Trouble is not null || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            if (left == 0)
            {
                Trouble = stream.ReadByte() < 0 ? null : "its data are longer than its header says";
                return 0;
            }

            var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            Trouble = read > 0 ? null : "its data end early";
            left -= read;
            return read;
        }
        catch (InvalidDataException)
        {
            Trouble = "its data cannot be inflated";
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
