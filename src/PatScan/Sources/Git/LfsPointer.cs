using System.Buffers;

namespace PatScan.Sources.Git;

/// <summary>
/// Git LFS commits a small text in place of a large file. Only that text is in the repository, so the file has not been
/// scanned; this tells such a text from a real file.
/// </summary>
/// <remarks>Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md</remarks>
public static class LfsPointer
{
    /// <summary>The specification allows less than 1024 bytes.</summary>
    public const int MaxLength = 1023;

    private const int DigestDigits = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Whether the content is a pointer: the version line first, then an <c>oid</c> of SHA-256 and a <c>size</c>.</summary>
    public static bool IsPointer(ReadOnlySpan<byte> content)
    {
        if (content.Length is 0 or > MaxLength
            || (!content.StartsWith("version https://git-lfs.github.com/spec/v1\n"u8)
                && !content.StartsWith("version https://hawser.github.com/spec/v1\n"u8)))
        {
            return false;
        }

        var oid = content.IndexOf("\noid sha256:"u8);
        var size = content.IndexOf("\nsize "u8);
        return oid > 0 && size > oid
            && IsDigest(content[(oid + "\noid sha256:".Length)..size])
            && content[(size + "\nsize ".Length)..].TrimEnd("\r\n"u8) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool IsDigest(ReadOnlySpan<byte> digits) => digits.Length == DigestDigits && !digits.ContainsAnyExcept(HexDigits);
}
