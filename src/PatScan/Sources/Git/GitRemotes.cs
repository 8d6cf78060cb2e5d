using System.Collections.Concurrent;
using PatScan.Content;
using PatScan.Context;

namespace PatScan.Sources.Git;

/// <summary>
/// What the remotes of a repository say about the organisation of a token that is found in it, where its own surroundings say
/// nothing. Reads the repository's configuration as data.
/// </summary>
public sealed class GitRemotes
{
    private const string Prefix = "remote.";

    private readonly string workingFolder;
    private readonly PlaceContext? ofAll;
    private readonly ConcurrentDictionary<string, PlaceContext?> known = new(StringComparer.Ordinal);

    /// <param name="workingFolder">What the paths of files are relative to where they have no root.</param>
    /// <param name="repository">The repository that everything comes from, for a scan of one; else null.</param>
    public GitRemotes(string workingFolder, string? repository = null)
    {
        this.workingFolder = workingFolder;
        ofAll = repository is null ? null : Read(Path.GetFullPath(repository, workingFolder));
    }

    /// <summary>What the repository of some content says; null outside of any, or when it says nothing.</summary>
    public PlaceContext? Of(Origin origin)
    {
        if (ofAll is not null || origin.Kind != OriginKind.File)
        {
            return ofAll;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(Path.Join(origin.Root, origin.Path), workingFolder));
        return folder is null ? null : known.GetOrAdd(folder, Read);
    }

    /// <summary>What a configuration says: one organisation, or the candidates when its remotes name several.</summary>
    internal static PlaceContext? Of(GitConfig config)
    {
        var evidence = new List<Evidence>();
        foreach (var (key, value) in config.Entries)
        {
            var end = key.LastIndexOf('.');
            if (value is not null && key.StartsWith(Prefix, StringComparison.Ordinal) && end > Prefix.Length && key[(end + 1)..] is "url" or "pushurl"
                && ContextReader.Targets(value).FirstOrDefault() is { } found && !evidence.Exists(other => other.Target.IsSamePlace(found.Target)))
            {
                evidence.Add(found with { Text = $"git remote {key[Prefix.Length..end]}: {found.Text}" });
            }
        }

        return evidence.Count switch
        {
            0 => null,
            1 => new PlaceContext { Evidence = evidence[0] },
            _ => new PlaceContext { Candidates = [.. evidence.OrderBy(item => item.Target.ToString(), StringComparer.Ordinal)] },
        };
    }

    private static PlaceContext? Read(string path)
    {
        try
        {
            return Of(GitConfig.Read(Path.Combine(GitDirectory.Locate(path).CommonPath, "config")));
        }
        catch (Exception e) when (e is UserError or GitFormatException or IOException or UnauthorizedAccessException)
        {
            // No repository, or one that cannot be read: only a hint is lost.
            return null;
        }
    }
}
