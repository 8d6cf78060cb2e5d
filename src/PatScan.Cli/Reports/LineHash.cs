using System.Text;
using Microsoft.CodeAnalysis.Sarif;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>
/// GitHub's <c>primaryLocationLineHash</c>: by it an alert is recognised when lines move. It covers the text from the line of
/// the finding on, and counts equal lines before it, so the whole file is read again.
/// </summary>
internal static class LineHash
{
    // Hashing is some 30 MB/s; a file larger than this is not reviewed line by line anyway.
    private const int MostBytes = 16 << 20;

    /// <summary>The hash for a place; null where the text cannot be had: GitHub then computes it, or does without.</summary>
    public static string? Of(Place place, RepositoryContent? content)
    {
        if (place.Origin.Entries.Count > 0)
        {
            return null;
        }

        try
        {
            return Read(place.Origin, content) is { Length: <= MostBytes } bytes
                ? HashUtilities.RollingHash(Text(bytes)).GetValueOrDefault(place.Region.StartLine)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[]? Read(Origin origin, RepositoryContent? content)
    {
        if (origin.ObjectId is { } id)
        {
            return content?.Read(id);
        }

        var path = origin.Root is null ? origin.Path : Path.Join(origin.Root, origin.Path);
        return origin.Kind == OriginKind.File && new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : null;
    }

    private static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
