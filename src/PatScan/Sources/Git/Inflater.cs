using System.IO.Compression;

namespace PatScan.Sources.Git;

/// <summary>Inflates zlib data from memory to memory.</summary>
internal static unsafe class Inflater
{
    /// <summary>Inflates exactly <paramref name="resultLength"/> bytes; says what is wrong, or null.</summary>
    public static string? Inflate(byte* source, long sourceLength, byte* result, long resultLength)
    {
        try
        {
            using var stream = new ZLibStream(new UnmanagedMemoryStream(source, sourceLength), CompressionMode.Decompress);
            while (resultLength > 0)
            {
                var read = stream.Read(new Span<byte>(result, (int)Math.Min(resultLength, 1 << 30)));
                if (read == 0)
                {
                    return "its data end early";
                }

                result += read;
                resultLength -= read;
            }

            return stream.ReadByte() < 0 ? null : "its data are longer than its header says";
        }
        catch (InvalidDataException)
        {
            return "its data cannot be inflated";
        }
    }

    /// <summary>Inflates the first bytes, at most <paramref name="resultLength"/>: how many there are, or -1 for broken data.</summary>
    public static int InflateStart(byte* source, long sourceLength, byte* result, int resultLength)
    {
        try
        {
            using var stream = new ZLibStream(new UnmanagedMemoryStream(source, sourceLength), CompressionMode.Decompress);
            return stream.ReadAtLeast(new Span<byte>(result, resultLength), resultLength, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }
}
