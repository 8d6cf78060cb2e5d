using System.Runtime.InteropServices;
using PatScan.Content;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

/// <summary>
/// Inflates a large object piece by piece. Trouble ends the bytes instead of throwing, so that what came before it is
/// scanned to its end; the caller asks for <see cref="Trouble"/> afterwards.
/// </summary>
internal sealed unsafe class InflateReader : IByteReader, IDisposable
{
    private const int History = 32 * 1024, Piece = 256 * 1024;

    private readonly Inflater inflater = new();
    private readonly byte* memory = (byte*)NativeMemory.Alloc(History + Piece);
    private readonly long expected;
    private long made;
    private uint checksum = Adler32.Empty;
    private byte* next;
    private long ready;
    private bool ended;

    /// <param name="source">Its zlib data.</param>
    /// <param name="sourceLength">Bytes that may be read.</param>
    /// <param name="skip">Inflated bytes before the content, a few.</param>
    /// <param name="size">Inflated bytes of content, as claimed.</param>
    public InflateReader(byte* source, long sourceLength, int skip, long size)
    {
        inflater.Begin(source, sourceLength);
        next = memory + History;
        expected = skip + size;
        Fill();
        skip = (int)Math.Min(skip, ready);
        next += skip;
        ready -= skip;
    }

    /// <summary>Why the bytes ended before they should have, or went on behind their end; null when they were right.</summary>
    public string? Trouble { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        if (ready == 0 && !ended)
        {
            Fill();
        }

        var read = (int)Math.Min(buffer.Length, ready);
        new ReadOnlySpan<byte>(next, read).CopyTo(buffer);
        next += read;
        ready -= read;
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(memory);

    private void Fill()
    {
        var start = memory + History;
        var history = Math.Min(made, History);
        Buffer.MemoryCopy(next - history, start - history, history, history);
        var result = inflater.Continue(start, history, Piece, slack: 0, out ready);
        next = start;
        made += ready;
        checksum = Adler32.Compute(start, ready, checksum);
        if (result == InflateResult.Done)
        {
            inflater.HasChecksum(checksum, out result);
        }

        ended = result != InflateResult.Full || made > expected;
        ready = Math.Max(0, ready - Math.Max(0, made - expected));
        Trouble = result == InflateResult.Truncated ? "its data end early"
            : result == InflateResult.Corrupt ? "its data cannot be inflated"
            : made > expected ? "its data are longer than its header says"
            : ended && made < expected ? "its data are shorter than its header says" : null;
    }
}
