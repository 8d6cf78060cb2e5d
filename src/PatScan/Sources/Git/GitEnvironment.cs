namespace PatScan.Sources.Git;

/// <summary>
/// The environment variables by which git tells a hook where things lie: the temporary index of <c>git commit -a</c>, the
/// quarantine folder of a push. A record, so that a test needs no process environment.
/// </summary>
public sealed record GitEnvironment
{
    /// <summary>The folder that relative paths start from.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>GIT_DIR</summary>
    public string? Directory { get; init; }

    /// <summary>GIT_COMMON_DIR</summary>
    public string? CommonDirectory { get; init; }

    /// <summary>GIT_WORK_TREE</summary>
    public string? WorkTree { get; init; }

    /// <summary>GIT_OBJECT_DIRECTORY</summary>
    public string? ObjectDirectory { get; init; }

    /// <summary>GIT_ALTERNATE_OBJECT_DIRECTORIES</summary>
    public string? AlternateObjectDirectories { get; init; }

    /// <summary>GIT_INDEX_FILE</summary>
    public string? IndexFile { get; init; }

    /// <summary>Whether any variable is set at all.</summary>
    internal bool IsEmpty => (Directory ?? CommonDirectory ?? WorkTree ?? ObjectDirectory ?? AlternateObjectDirectories ?? IndexFile) is null;

    /// <summary>No variables.</summary>
    public static GitEnvironment None { get; } = new() { CurrentDirectory = Environment.CurrentDirectory };

    /// <summary>What this process was started with. An empty variable counts as unset, as it does for git.</summary>
    public static GitEnvironment FromProcess()
    {
        static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        return new()
        {
            CurrentDirectory = Environment.CurrentDirectory,
            Directory = Variable("GIT_DIR"),
            CommonDirectory = Variable("GIT_COMMON_DIR"),
            WorkTree = Variable("GIT_WORK_TREE"),
            ObjectDirectory = Variable("GIT_OBJECT_DIRECTORY"),
            AlternateObjectDirectories = Variable("GIT_ALTERNATE_OBJECT_DIRECTORIES"),
            IndexFile = Variable("GIT_INDEX_FILE"),
        };
    }
}
