using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>Writes packs by hand, honest ones and others: git refuses to.</summary>
internal sealed class PackBuilder : IDisposable
{
    private readonly List<(byte[] Id, long Offset)> entries = [];
    private readonly Dictionary<string, long> offsets = [];
    private MemoryStream pack = Header();

    public PackBuilder() => Directory = System.IO.Directory.CreateTempSubdirectory("patscan-pack-").FullName;

    /// <summary>The object directory.</summary>
    public string Directory { get; }

    public GitDirectory Repository => new()
    {
        Path = Directory,
        CommonPath = Directory,
        ObjectDirectories = [Directory],
        HashLength = ObjectId.Sha1Length,
    };

    /// <summary>The id that <paramref name="name"/> stands for; made up.</summary>
    public static ObjectId Id(string name) => new(Sha1(System.Text.Encoding.UTF8.GetBytes(name)));

    public static byte[] Zlib(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        if (content.Length < 64)
        {
            return Stored(content);
        }

        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, level, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    // A stream of the runtime costs more than all else in a pack of a hundred thousand deltas.
    private static byte[] Stored(ReadOnlySpan<byte> content)
    {
        uint a = 1, b = 0;
        foreach (var value in content)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return [0x78, 0x01, 1, (byte)content.Length, 0, (byte)~content.Length, 255, .. content, (byte)(b >> 8), (byte)b, (byte)(a >> 8), (byte)a];
    }

    /// <summary>A delta: sizes, then instructions.</summary>
    public static byte[] Delta(long baseSize, long resultSize, params byte[][] instructions) =>
        [.. Number(baseSize), .. Number(resultSize), .. instructions.SelectMany(i => i)];

    /// <summary>Copies from the base.</summary>
    public static byte[] Copy(uint offset, int size) =>
    [
        0xFF, (byte)offset, (byte)(offset >> 8), (byte)(offset >> 16), (byte)(offset >> 24), (byte)size, (byte)(size >> 8), (byte)(size >> 16),
    ];

    public static byte[] Insert(params byte[] bytes) => [(byte)bytes.Length, .. bytes];

    public PackBuilder Whole(string name, byte[] content, int type = 3) => Entry(name, type, content.Length, [], Zlib(content));

    /// <summary>A delta whose base is the object last added under that name.</summary>
    public PackBuilder OnOffset(string name, string baseName, byte[] delta) =>
        Entry(name, 6, delta.Length, Distance(pack.Length - offsets[baseName]), Zlib(delta));

    public PackBuilder OnName(string name, string baseName, byte[] delta) =>
        Entry(name, 7, delta.Length, Id(baseName).Bytes.ToArray(), Zlib(delta));

    /// <summary>An entry as it is: type, the size that it claims, what comes between header and data, the data.</summary>
    public PackBuilder Entry(string name, int type, long size, byte[] extra, byte[] data)
    {
        entries.Add((Id(name).Bytes.ToArray(), pack.Length));
        offsets[name] = pack.Length;
        var first = (byte)((type << 4) | (int)(size & 15));
        for (size >>= 4; size > 0; size >>= 7)
        {
            pack.WriteByte((byte)(first | 0x80));
            first = (byte)(size & 127);
        }

        pack.WriteByte(first);
        pack.Write(extra);
        pack.Write(data);
        return this;
    }

    /// <summary>Lists an object in the index at an offset of one's choice.</summary>
    public PackBuilder At(string name, long offset)
    {
        entries.Add((Id(name).Bytes.ToArray(), offset));
        return this;
    }

    /// <summary>Ends a pack and writes it and its index; a new one begins. The pack's path.</summary>
    public string Write(Func<byte[], byte[]>? changePack = null, Func<byte[], byte[]>? changeIndex = null)
    {
        var bytes = pack.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), entries.Count);
        bytes = [.. bytes, .. Sha1(bytes)];
        var index = Index(bytes[^20..]);
        var folder = System.IO.Directory.CreateDirectory(Path.Join(Directory, "pack")).FullName;
        var path = Path.Join(folder, $"pack-{System.IO.Directory.GetFiles(folder, "*.pack").Length:d4}.pack");
        File.WriteAllBytes(path, changePack?.Invoke(bytes) ?? bytes);
        File.WriteAllBytes(Path.ChangeExtension(path, ".idx"), changeIndex?.Invoke(index) ?? index);
        pack = Header();
        entries.Clear();
        return path;
    }

    /// <summary>Writes a loose object file as it is.</summary>
    public void Loose(string name, byte[] file)
    {
        var path = LooseObject.PathOf(Directory, Id(name));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    public static byte[] Number(long value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    public static byte[] Distance(long distance)
    {
        var bytes = new List<byte> { (byte)(distance & 127) };
        while ((distance >>= 7) > 0)
        {
            bytes.Insert(0, (byte)(0x80 | (--distance & 127)));
        }

        return [.. bytes];
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Git's ids are SHA-1.")]
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);

    private static MemoryStream Header()
    {
        var stream = new MemoryStream();
        stream.Write([(byte)'P', (byte)'A', (byte)'C', (byte)'K', 0, 0, 0, 2, 0, 0, 0, 0]);
        return stream;
    }

    private byte[] Index(byte[] packChecksum)
    {
        var sorted = entries.OrderBy(e => new ObjectId(e.Id)).ToList();
        var index = new MemoryStream();
        index.Write([0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]);
        var counts = sorted.CountBy(e => e.Id[0]).ToDictionary();
        for (int first = 0, sum = 0; first < 256; first++)
        {
            index.Write(BigEndian(sum += counts.GetValueOrDefault((byte)first)));
        }

        sorted.ForEach(e => index.Write(e.Id));
        index.Write(new byte[4 * sorted.Count]);
        var far = new List<long>();
        foreach (var (_, offset) in sorted)
        {
            if (offset >= 0x8000_0000)
            {
                far.Add(offset);
            }

            index.Write(BigEndian(offset >= 0x8000_0000 ? unchecked((int)(0x8000_0000 | (uint)(far.Count - 1))) : (int)offset));
        }

        foreach (var offset in far)
        {
            index.Write(BigEndian((int)(offset >> 32)));
            index.Write(BigEndian((int)offset));
        }

        index.Write(packChecksum);
        return [.. index.ToArray(), .. Sha1(index.ToArray())];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
