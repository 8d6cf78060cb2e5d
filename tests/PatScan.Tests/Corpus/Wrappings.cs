using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace PatScan.Tests.Corpus;

/// <summary>
/// Ways in which a token is written other than plainly, made by the framework or by hand and by no code of the product.
/// <see cref="Read"/> lists those that the product undoes, and that the gate therefore holds it to.
/// </summary>
internal static class Wrappings
{
    /// <summary>The names of the wrappings that the product reads through.</summary>
    public static IReadOnlySet<string> Read => OfToken.Select(wrapping => wrapping.Name).Concat(OfContent.Select(wrapping => wrapping.Name)).Except(Containers).ToHashSet();

    private static readonly string[] Containers = ["gzip", "zip", "zip in zip", "tar", "tar.gz"];

    /// <summary>What is put where the token would stand.</summary>
    public static readonly (string Name, Func<string, string> Apply)[] OfToken =
    [
        ("plain", token => token),
        ("base64", token => Base64(token)),
        ("base64 of :token", token => Base64(":" + token)),
        ("base64 of user:token", token => Base64("user@example.com:" + token)),
        ("base64url", token => Base64(":" + token).Replace('+', '-').Replace('/', '_').TrimEnd('=')),
        ("base64 in lines", token => string.Join('\n', (Base64(new string('-', 40) + token + new string('-', 40))).Chunk(76).Select(line => new string(line)))),
        ("base64 twice", token => Base64(Base64(token))),
        ("base64 of utf-16", token => Convert.ToBase64String(Encoding.Unicode.GetBytes($"az devops login {token}"))),
        ("percent", token => string.Concat(token.Select(c => $"%{(int)c:X2}"))),
        ("\\u escapes", token => string.Concat(token.Select(c => $"\\u{(int)c:x4}"))),
        ("\\x escapes", token => string.Concat(token.Select(c => $"\\x{(int)c:x2}"))),
        ("octal escapes", token => string.Concat(token.Select(c => $"\\{Convert.ToString(c, 8).PadLeft(3, '0')}"))),
        ("html entities", token => string.Concat(token.Select(c => $"&#{(int)c};"))),
        ("html hex entities", token => string.Concat(token.Select(c => $"&#x{(int)c:x};"))),
        ("hex", token => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(token))),
        ("upper hex", token => Convert.ToHexString(Encoding.ASCII.GetBytes(token))),
        ("html encoded text", token => WebUtility.HtmlEncode($"\"{token}\"")),
    ];

    /// <summary>What the whole text is turned into.</summary>
    public static readonly (string Name, Func<byte[], byte[]> Apply)[] OfContent =
    [
        ("plain", content => content),
        ("utf-8 with mark", content => [0xEF, 0xBB, 0xBF, .. content]),
        ("utf-16 le with mark", content => [0xFF, 0xFE, .. Utf16(content)]),
        ("utf-16 le", Utf16),
        ("utf-16 be with mark", content => [0xFE, 0xFF, .. Swapped(Utf16(content))]),
        ("utf-16 be", content => Swapped(Utf16(content))),
        ("gzip", content => Compressed(content, stream => new GZipStream(stream, CompressionLevel.Fastest))),
        ("zip", Zip),
        ("zip in zip", content => Zip(Zip(content))),
        ("tar", Tar),
        ("tar.gz", content => Compressed(Tar(content), stream => new GZipStream(stream, CompressionLevel.Fastest))),
    ];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

    private static byte[] Utf16(byte[] content) => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content));

    private static byte[] Swapped(byte[] content) => [.. content.Chunk(2).SelectMany(pair => pair.Reverse())];

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> open)
    {
        using var memory = new MemoryStream();
        using (var stream = open(memory))
        {
            stream.Write(content);
        }

        return memory.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("lib/settings.json", CompressionLevel.Fastest).Open();
            entry.Write(content);
        }

        return memory.ToArray();
    }

    private static byte[] Tar(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "etc/settings.json") { DataStream = new MemoryStream(content) });
        }

        return memory.ToArray();
    }
}
