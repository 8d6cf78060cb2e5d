namespace PatScan.Sources.Git;

/// <summary>A commit, read.</summary>
/// <remarks>Format: https://git-scm.com/docs/git-commit-tree, and what commits in the wild have instead.</remarks>
internal sealed record CommitObject
{
    /// <summary>Against a commit of millions of parents that is parsed again and again. git's own fan-in limit is the command line.</summary>
    public const int MaxParents = 1 << 16;

    public required ObjectId Tree { get; init; }

    public required IReadOnlyList<ObjectId> Parents { get; init; }

    public required GitSignature Author { get; init; }

    public required GitSignature Committer { get; init; }

    public required string Message { get; init; }

    /// <summary>Reads all of it. Authors and dates may be missing, tree and parents may not be malformed.</summary>
    /// <exception cref="GitFormatException">It does not name a tree, or a parent is malformed.</exception>
    public static CommitObject Parse(ReadOnlySpan<byte> content, int hashLength)
    {
        List<ObjectId> parents = [];
        ReadLinks(content, hashLength, out var tree, parents, out _);

        ReadOnlySpan<byte> author = [], committer = [], encodingName = [];
        var lines = new HeaderLines(content);
        while (lines.Next())
        {
            // The first of each counts, as it does for git.
            if (author.IsEmpty && lines.Key.SequenceEqual("author"u8))
            {
                author = lines.Value;
            }
            else if (committer.IsEmpty && lines.Key.SequenceEqual("committer"u8))
            {
                committer = lines.Value;
            }
            else if (encodingName.IsEmpty && lines.Key.SequenceEqual("encoding"u8))
            {
                encodingName = lines.Value;
            }
        }

        var encoding = GitMessageEncoding.Parse(encodingName);
        return new CommitObject
        {
            Tree = tree,
            Parents = parents,
            Author = GitSignature.Parse(author, encoding),
            Committer = GitSignature.Parse(committer, encoding),
            Message = encoding.Decode(lines.Message),
        };
    }

    /// <summary>Reads only what the shape of history needs: a hundred thousand commits a second are wanted.</summary>
    /// <param name="parents">Takes the parents; cleared first.</param>
    /// <param name="time">The committer's seconds, 0 if missing.</param>
    /// <exception cref="GitFormatException">It does not name a tree, or a parent is malformed.</exception>
    public static void ReadLinks(ReadOnlySpan<byte> content, int hashLength, out ObjectId tree, List<ObjectId> parents, out long time)
    {
        parents.Clear();
        time = 0;
        tree = Id(ref content, "tree "u8, hashLength) ?? throw new GitFormatException("the commit names no tree");
        while (Id(ref content, "parent "u8, hashLength) is { } parent)
        {
            if (parents.Count == MaxParents)
            {
                throw new GitFormatException($"the commit has more than {MaxParents} parents");
            }

            parents.Add(parent);
        }

        while (content.Length > 0 && content[0] != '\n')
        {
            var end = content.IndexOf((byte)'\n') is var i and >= 0 ? i : content.Length - 1;
            if (content.StartsWith("committer "u8))
            {
                time = GitSignature.ParseSeconds(content[..(end + 1)]);
                return;
            }

            content = content[(end + 1)..];
        }
    }

    private static ObjectId? Id(ref ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, int hashLength)
    {
        if (!content.StartsWith(key))
        {
            return null;
        }

        var end = key.Length + (hashLength * 2);
        if (content.Length <= end || content[end] != '\n' || !ObjectId.TryParse(content[key.Length..end], out var id))
        {
            throw new GitFormatException("the commit has a malformed tree or parent");
        }

        content = content[(end + 1)..];
        return id;
    }
}
