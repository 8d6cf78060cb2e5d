namespace PatScan.Sources.Git;

/// <summary>Finds loose objects. Other names in the same folders are git's unfinished files, which git ignores too.</summary>
internal static class LooseFiles
{
    /// <summary>The folders <c>00</c> to <c>ff</c> that exist.</summary>
    public static IEnumerable<string> Folders(string directory)
    {
        for (var i = 0; i < 256; i++)
        {
            var folder = Path.Join(directory, i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            if (Directory.Exists(folder))
            {
                yield return folder;
            }
        }
    }

    /// <summary>The objects in one such folder, and their files.</summary>
    public static IEnumerable<(ObjectId Id, string Path)> InFolder(string folder, int hashLength)
    {
        var first = Path.GetFileName(folder);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (name.Length == hashLength * 2 - 2 && TryParse(first + name, out var id))
            {
                yield return (id, path);
            }
        }
    }

    /// <summary>How many loose objects an object directory has.</summary>
    public static long Count(string directory, int hashLength) => Folders(directory).Sum(folder => InFolder(folder, hashLength).LongCount());

    private static bool TryParse(string hex, out ObjectId id)
    {
        Span<byte> digits = stackalloc byte[hex.Length];
        id = default;
        return System.Text.Ascii.FromUtf16(hex, digits, out _) == System.Buffers.OperationStatus.Done && ObjectId.TryParse(digits, out id);
    }
}
