using Microsoft.CodeAnalysis.Sarif;
using PatScan.Content;

namespace PatScan.Cli.Reports;

/// <summary>
/// The files that results stand in, each once, with relative URIs. What they are relative to gets a name and no address:
/// a report should not say where on a machine it was made.
/// </summary>
internal sealed class ArtifactTable
{
    /// <summary>The base of what was scanned in the current folder, or of a repository.</summary>
    public const string SourceRoot = "SRCROOT";

    private readonly Dictionary<(string? Root, string Uri), int> indices = [];
    private readonly Dictionary<string, string> roots = [];

    public List<Artifact> Artifacts { get; } = [];

    public Dictionary<string, ArtifactLocation> BaseIds { get; } = [];

    /// <summary>The location of an origin; its length in bytes is told where it is known at its first mention.</summary>
    public ArtifactLocation Locate(Origin origin, int? length = null)
    {
        var uri = Escape(origin);
        var baseId = BaseId(origin.Root);
        if (!indices.TryGetValue((origin.Root, uri), out var index))
        {
            index = Artifacts.Count;
            indices.Add((origin.Root, uri), index);
            Artifacts.Add(new Artifact { Location = Make(uri, baseId, index), Length = length ?? -1 });
        }

        return Make(uri, baseId, index);
    }

    private string BaseId(string? root)
    {
        if (!roots.TryGetValue(root ?? "", out var id))
        {
            id = root is null ? SourceRoot : roots.Keys.Count(key => key.Length > 0) is var others and > 0 ? $"ROOT{others + 1}" : "ROOT";
            roots.Add(root ?? "", id);
            BaseIds.Add(id, new ArtifactLocation
            {
                Description = new Message { Text = root is null ? "The folder in which PatScan was run, or the root of the repository." : $"The folder '{Path.GetFileName(root)}' that was scanned." },
            });
        }

        return id;
    }

    private static ArtifactLocation Make(string uri, string baseId, int index) =>
        new() { Uri = new Uri(uri, UriKind.Relative), UriBaseId = baseId, Index = index };

    /// <summary>Sarif.Sdk writes a relative URI as it gets it, so each part is escaped here.</summary>
    private static string Escape(Origin origin) =>
        origin.Kind == OriginKind.StandardInput ? "stdin"
        : origin.Path.Length > 0 ? string.Join('/', origin.Path.Split('/').Select(Uri.EscapeDataString))
        : $"{origin.Kind.ToString().ToLowerInvariant()}s/{origin.ObjectId}";
}
