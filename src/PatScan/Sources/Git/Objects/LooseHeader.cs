using System.Buffers.Text;

namespace PatScan.Sources.Git;

/// <summary>What a loose object starts with, once inflated: its kind, a space, its size in decimal, a zero byte.</summary>
internal readonly record struct LooseHeader(ObjectKind Kind, long Size, int Length)
{
    /// <summary>More bytes than the longest header has.</summary>
    public const int MaxLength = 32;

    /// <summary>Reads the header from the first inflated bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> start, out LooseHeader header)
    {
        header = default;
        var end = start[..Math.Min(start.Length, MaxLength)].IndexOf((byte)0);
        var space = end < 0 ? -1 : start[..end].IndexOf((byte)' ');
        if (space < 0 || !TryKind(start[..space], out var kind)
            || !Utf8Parser.TryParse(start[(space + 1)..end], out long size, out var digits) || digits != end - space - 1
            || !char.IsAsciiDigit((char)start[space + 1]))
        {
            return false;
        }

        header = new LooseHeader(kind, size, end + 1);
        return true;
    }

    private static bool TryKind(ReadOnlySpan<byte> name, out ObjectKind kind)
    {
        kind = name.SequenceEqual("blob"u8) ? ObjectKind.Blob
            : name.SequenceEqual("tree"u8) ? ObjectKind.Tree
            : name.SequenceEqual("commit"u8) ? ObjectKind.Commit
            : name.SequenceEqual("tag"u8) ? ObjectKind.Tag : 0;
        return kind != 0;
    }
}
