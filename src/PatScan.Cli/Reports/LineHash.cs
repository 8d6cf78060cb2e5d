using Microsoft.CodeAnalysis.Sarif;
using PatScan.Content;
using PatScan.Findings;

namespace PatScan.Cli.Reports;

/// <summary>
/// GitHub's <c>primaryLocationLineHash</c>: by it an alert is recognised when lines move. It covers the text from the line of
/// the finding on, and counts equal lines before it, so the whole file is read again.
/// </summary>
internal static class LineHash
{
    // Hashing is some 30 MB/s; a file larger than this is not reviewed line by line anyway.
    private const long MostBytes = 16 << 20;

    /// <summary>The hash for a place in a file, or null where the text cannot be had: GitHub then computes it, or does without.</summary>
    public static string? Of(Place place)
    {
        if (place.Origin.Kind != OriginKind.File || place.Origin.Entries.Count > 0)
        {
            return null;
        }

        try
        {
            var path = place.Origin.Root is null ? place.Origin.Path : Path.Join(place.Origin.Root, place.Origin.Path);
            if (new FileInfo(path).Length > MostBytes)
            {
                return null;
            }

            return HashUtilities.RollingHash(File.ReadAllText(path)).GetValueOrDefault(place.Region.StartLine);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
