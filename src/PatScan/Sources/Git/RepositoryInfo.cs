namespace PatScan.Sources.Git;

/// <summary>What a report says about the repository that was scanned.</summary>
/// <param name="RemoteUrl">Where it comes from, an absolute URI without user, password and query; or null.</param>
/// <param name="Revision">The commit that HEAD is at, in hexadecimal, or null before the first commit.</param>
/// <param name="Branch">The branch that is checked out, such as <c>main</c>, or null.</param>
public sealed record RepositoryInfo(string? RemoteUrl, string? Revision, string? Branch)
{
    /// <summary>Reads it from the repository that <paramref name="path"/> lies in.</summary>
    /// <exception cref="UserError">There is no repository, or its format is not known.</exception>
    public static RepositoryInfo Read(string path, GitEnvironment environment) => Read(GitDirectory.Locate(path, environment));

    internal static RepositoryInfo Read(GitDirectory directory)
    {
        var head = new RefLookup(directory).Head;
        var branch = head?.PointsTo is { } name && name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..] : null;
        return new(Remote(directory, branch), head is { Target.IsZero: false } ? head.Target.ToString() : null, branch);
    }

    /// <summary>
    /// The URI of a remote as it may be shown: a password, a token in place of a user, a token in the query are cut off. Null for
    /// what is no URI.
    /// </summary>
    internal static string? WithoutCredentials(string url)
    {
        // user@host:path, which ssh takes; a one-letter host is a drive of Windows.
        var colon = url.IndexOf(':');
        if (!url.Contains("://", StringComparison.Ordinal) && colon > 1 && !url.AsSpan(0, colon).ContainsAny('/', '\\'))
        {
            var host = url[(url.LastIndexOf('@', colon) + 1)..colon];
            url = $"ssh://{host}/{url[(colon + 1)..].TrimStart('/')}";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var clean = new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "" };
        return clean.Uri.IsDefaultPort ? clean.Uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : clean.Uri.AbsoluteUri;
    }

    private static string? Remote(GitDirectory directory, string? branch)
    {
        try
        {
            var config = GitConfig.Read(Path.Combine(directory.CommonPath, "config"));
            var url = config.Last("remote.origin.url")
                ?? (branch is not null && config.Last($"branch.{branch}.remote") is { } remote ? config.Last($"remote.{remote}.url") : null)
                ?? config.Entries.FirstOrDefault(e => e.Key.StartsWith("remote.", StringComparison.Ordinal) && e.Key.EndsWith(".url", StringComparison.Ordinal)).Value;
            return url is null ? null : WithoutCredentials(url);
        }
        catch (GitFormatException)
        {
            return null;
        }
    }
}
