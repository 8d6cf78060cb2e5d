namespace PatScan.Sources.Git;

/// <summary>A name for an object: a branch, a tag, a stash, HEAD.</summary>
/// <param name="Name">In full, such as <c>refs/heads/main</c>. As stored: make it harmless before it is shown.</param>
/// <param name="Target">What it names; for an annotated tag the tag object. All zero if it could not be resolved.</param>
public sealed record GitRef(string Name, ObjectId Target)
{
    /// <summary>The ref that this one points to by name, as HEAD to a branch, or null.</summary>
    public string? PointsTo { get; init; }

    /// <summary>The name as people say it: <c>main</c>, <c>origin/main</c>, <c>v1.0</c>.</summary>
    public string ShortName => Shorten(Name);

    /// <summary>The name as people say it.</summary>
    public static string Shorten(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["refs/heads/", "refs/tags/", "refs/remotes/", "refs/"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return name[prefix.Length..];
            }
        }

        return name;
    }
}
