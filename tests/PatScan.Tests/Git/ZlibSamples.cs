using System.IO.Compression;

namespace PatScan.Tests.Git;

/// <summary>Content of all sorts, and zlib data that hold it in all sorts of ways.</summary>
internal static class ZlibSamples
{
    public static byte[] Content(Random random, int largest)
    {
        var content = new byte[random.Next(4) == 0 ? random.Next(largest + 1) : random.Next(1200)];
        var letters = random.Next(5) switch { 0 => 1, 1 => 3, 2 => 26, 3 => 90, _ => 256 };
        for (var at = 0; at < content.Length;)
        {
            var length = Math.Min(random.Next(1, 1 << random.Next(1, 11)), content.Length - at);
            if (at > 0 && random.Next(2) == 0)
            {
                var from = random.Next(3) == 0 ? at - 1 - random.Next(Math.Min(at, 20)) : random.Next(at);
                for (var i = 0; i < length; i++)
                {
                    content[at + i] = content[from + i];
                }
            }
            else
            {
                for (var i = 0; i < length; i++)
                {
                    content[at + i] = (byte)(' ' + random.Next(letters) * random.Next(letters) / letters);
                }
            }

            at += length;
        }

        return content;
    }

    public static byte[] Pack(Random random, byte[] content)
    {
        var options = new ZLibCompressionOptions
        {
            CompressionLevel = random.Next(10),
            CompressionStrategy = (ZLibCompressionStrategy)random.Next(5),
        };
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, options, leaveOpen: true))
        {
            var cut = random.Next(3) == 0 ? random.Next(content.Length + 1) : content.Length;
            stream.Write(content.AsSpan(0, cut));
            if (cut < content.Length)
            {
                stream.Flush();
                stream.Write(content.AsSpan(cut));
            }
        }

        // The stream writes nothing at all for nothing.
        return packed.Length > 0 ? packed.ToArray() : [0x78, 0x9C, 3, 0, 0, 0, 0, 1];
    }
}
