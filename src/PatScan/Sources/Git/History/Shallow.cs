using System.Globalization;
using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Where a shallow clone ends. The <c>shallow</c> file lists the commits whose parents were not fetched.
/// </summary>
internal static class Shallow
{
    private const long LargestFile = 64 * 1024 * 1024;

    /// <summary>The commits that the repository ends at; none if it is complete.</summary>
    public static HashSet<ObjectId> Boundary(GitDirectory directory)
    {
        var commits = new HashSet<ObjectId>();
        var bytes = SmallFile.TryRead(Path.Combine(directory.CommonPath, "shallow"), LargestFile) ?? [];
        foreach (var line in bytes.AsSpan().Split((byte)'\n'))
        {
            if (ObjectId.TryParse(bytes.AsSpan(line).TrimEnd((byte)'\r'), out var id))
            {
                commits.Add(id);
            }
        }

        return commits;
    }

    /// <summary>The gap that so many such commits leave in what is scanned.</summary>
    public static IEnumerable<NotScanned> Gaps(int count) => count == 0 ? []
        : [new NotScanned(
            "shallow clone", CoverageSkips.Shallow,
            string.Create(CultureInfo.InvariantCulture, $"history ends at {count} {(count == 1 ? "commit" : "commits")}; fetch the rest with 'git fetch --unshallow'"))];
}
