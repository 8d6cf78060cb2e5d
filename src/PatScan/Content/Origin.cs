namespace PatScan.Content;

/// <summary>What kind of place content was read from.</summary>
public enum OriginKind
{
    /// <summary>A file of a file system.</summary>
    File,

    /// <summary>Standard input.</summary>
    StandardInput,

    /// <summary>A blob of a git repository's object store.</summary>
    Blob,

    /// <summary>A blob that the git index would commit.</summary>
    Index,

    /// <summary>A commit object: its header and message.</summary>
    Commit,

    /// <summary>An annotated tag object.</summary>
    Tag,
}

/// <summary>
/// Where content was read from. The same content reached in several ways has several origins.
/// </summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Path">
/// The path as a person would type it, with '/' between its parts: relative to the scan root for files, relative to the
/// repository for git. Empty where there is none (a blob whose path is not known yet, standard input).
/// </param>
public sealed record Origin(OriginKind Kind, string Path)
{
    /// <summary>The git object id in lower-case hexadecimal, or null outside git.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The git commit that brought it in, in lower-case hexadecimal, where a source knows it, or null.</summary>
    public string? Commit { get; init; }

    /// <summary>The folder that <see cref="Path"/> is relative to, as the operator named it, or null.</summary>
    public string? Root { get; init; }

    /// <summary>The names of the archive entries that lead to the content, outermost first; empty for plain content.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>The origin in one line for people, for example <c>lib/a.nupkg!content/b.json</c>.</summary>
    public string Display => Kind == OriginKind.StandardInput ? "<stdin>" : string.Join('!', [Name, .. Entries]);

    private string Name => Path.Length > 0 || ObjectId is null ? Root is null ? Path : System.IO.Path.Join(Root, Path) : $"{Kind.ToString().ToLowerInvariant()} {ObjectId}";
}
