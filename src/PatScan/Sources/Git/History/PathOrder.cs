using System.Diagnostics.CodeAnalysis;

namespace PatScan.Sources.Git;

/// <summary>Paths as git compares them: byte by byte.</summary>
internal sealed class PathOrder : IComparer<byte[]>, IEqualityComparer<byte[]>
{
    public static readonly PathOrder Instance = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] path)
    {
        var hash = new HashCode();
        hash.AddBytes(path);
        return hash.ToHashCode();
    }
}
