using PatScan.Content;
using PatScan.Sources.Git;

namespace PatScan.Cli.Reports;

/// <summary>Reads the content of an origin once more, for what a report says of it: its length, the hash of a line.</summary>
/// <param name="objects">The objects of the repository that was scanned, or null.</param>
internal sealed class OriginContent(RepositoryContent? objects)
{
    // Larger content is not reviewed line by line anyway.
    private const int MostBytes = 16 << 20;

    /// <summary>The bytes; null where they cannot be had, or are too many.</summary>
    public byte[]? Read(Origin origin)
    {
        if (origin.Entries.Count > 0)
        {
            return null;
        }

        try
        {
            var bytes = origin.ObjectId is { } id ? objects?.Read(id)
                : origin.Kind == OriginKind.File && new FileInfo(PathOf(origin)).Length <= MostBytes ? File.ReadAllBytes(PathOf(origin))
                : null;
            return bytes is { Length: <= MostBytes } ? bytes : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string PathOf(Origin origin) => origin.Root is null ? origin.Path : Path.Join(origin.Root, origin.Path);
}
