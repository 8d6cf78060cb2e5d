namespace PatScan.Sources.Git;

/// <summary>How a repository keeps its refs.</summary>
internal enum RefStorage
{
    /// <summary>One file a ref, and <c>packed-refs</c>.</summary>
    Files,

    /// <summary>A stack of tables in <c>reftable</c>.</summary>
    Reftable,
}

/// <summary>
/// What <c>config</c> says about how the repository is stored. A format that is not known is refused: reading it halfway
/// would call the other half clean.
/// </summary>
/// <param name="HashLength">Bytes of an object id.</param>
/// <param name="Refs">How refs are kept.</param>
/// <param name="IsBare"><c>core.bare</c></param>
/// <param name="WorkTree"><c>core.worktree</c>, relative to the git folder, or null.</param>
internal sealed record GitFormat(int HashLength, RefStorage Refs, bool IsBare, string? WorkTree)
{
    /// <exception cref="UserError">The format is not known.</exception>
    public static GitFormat Read(string commonPath)
    {
        GitConfig config;
        try
        {
            config = GitConfig.Read(Path.Combine(commonPath, "config"));
        }
        catch (GitFormatException e)
        {
            throw GitMessages.UnreadableGitFile(Path.Combine(commonPath, "config"), e.Message);
        }

        return Read(commonPath, config);
    }

    private static GitFormat Read(string path, GitConfig config)
    {
        var version = config.Last("core.repositoryformatversion") ?? "0";
        if (version.Trim() is not ("0" or "1"))
        {
            throw GitMessages.UnknownFormatVersion(path, version);
        }

        var format = new GitFormat(ObjectId.Sha1Length, RefStorage.Files, config.IsTrue("core.bare"), config.Last("core.worktree"));
        foreach (var (key, value) in config.Entries)
        {
            if (key.StartsWith("extensions.", StringComparison.Ordinal))
            {
                format = format.With(path, key, value, mayBeUnknown: version.Trim() == "0");
            }
        }

        return format;
    }

    /// <remarks>The list is git's own. In a repository of version 0 git itself ignores what it does not know.</remarks>
    private GitFormat With(string path, string key, string? value, bool mayBeUnknown) => (key["extensions.".Length..], value) switch
    {
        ("objectformat", "sha1") => this with { HashLength = ObjectId.Sha1Length },
        ("objectformat", "sha256") => this with { HashLength = ObjectId.Sha256Length },
        ("refstorage", "files") => this with { Refs = RefStorage.Files },
        ("refstorage", "reftable") => this with { Refs = RefStorage.Reftable },
        ("objectformat" or "refstorage", _) => throw GitMessages.UnknownExtension(path, key, value),
        ("noop" or "noop-v1" or "preciousobjects" or "partialclone" or "worktreeconfig" or "relativeworktrees"
            or "compatobjectformat" or "submodulepathconfig", _) => this,
        _ when mayBeUnknown => this,
        _ => throw GitMessages.UnknownExtension(path, key, value),
    };
}
