namespace PatScan.Sources.Git;

/// <remarks>
/// Finds a repository as git does, from any folder of a work tree, but asks nobody: who owns it does not matter because
/// nothing of it is executed, and formats that LibGit2Sharp refuses (SHA-256, reftable) are found as well.
/// </remarks>
internal sealed partial record GitDirectory
{
    /// <summary>A <c>.git</c> file holds one path.</summary>
    private const long LargestGitFile = 64 * 1024;

    /// <summary>How refs are kept.</summary>
    public RefStorage RefStorage { get; init; }

    /// <summary>The index: <c>index</c>, or what GIT_INDEX_FILE names.</summary>
    public string IndexPath { get => field ?? System.IO.Path.Combine(Path, "index"); init; }

    /// <summary>Alternate object folders that are named but not there: their objects cannot be scanned.</summary>
    public IReadOnlyList<string> MissingObjectDirectories { get; init; } = [];

    /// <summary>Finds the repository that <paramref name="path"/> lies in, whatever the environment says.</summary>
    /// <exception cref="UserError">There is none, or its format is not known.</exception>
    public static GitDirectory Locate(string path) => Locate(path, GitEnvironment.None);

    /// <summary>
    /// Finds the repository that <paramref name="path"/> lies in. GIT_DIR and the like speak about the repository of the
    /// current folder, so for any other one they are ignored: a hook may scan a second repository.
    /// </summary>
    /// <exception cref="UserError">There is none, or its format is not known.</exception>
    public static GitDirectory Locate(string path, GitEnvironment environment)
    {
        var start = System.IO.Path.GetFullPath(path, environment.CurrentDirectory);
        if (environment.IsEmpty)
        {
            return Open(Find(start) ?? throw GitMessages.NotARepository(path), new() { CurrentDirectory = environment.CurrentDirectory });
        }

        var isHere = RealPath.Of(start) == RealPath.Of(environment.CurrentDirectory);
        var here = environment.Directory is { } named
            ? new Found(System.IO.Path.GetFullPath(named, environment.CurrentDirectory), null)
            : Find(environment.CurrentDirectory);
        var found = (isHere ? here : Find(start)) ?? throw GitMessages.NotARepository(path);
        if (!IsGitDirectory(found.Path, environment))
        {
            throw GitMessages.NotARepository(found.Path);
        }

        var isEnvironmentsOwn = isHere || (here is not null && RealPath.Of(here.Path) == RealPath.Of(found.Path));
        return Open(found, isEnvironmentsOwn ? environment : new() { CurrentDirectory = environment.CurrentDirectory });
    }

    private static GitDirectory Open(Found found, GitEnvironment environment)
    {
        var common = environment.CommonDirectory is { } named
            ? System.IO.Path.GetFullPath(named, environment.CurrentDirectory)
            : CommonOf(found.Path);
        var format = GitFormat.Read(common);
        var workTree = WorkTreeOf(found, common, format, environment);

        // git changes to the top of the work tree before it looks at these, and so does a hook's author.
        var relativeTo = workTree ?? environment.CurrentDirectory;
        var (objects, missing) = Alternates.Resolve(
            environment.ObjectDirectory is { } quarantine
                ? System.IO.Path.GetFullPath(quarantine, relativeTo)
                : System.IO.Path.Combine(common, "objects"),
            environment.AlternateObjectDirectories,
            relativeTo);
        return new GitDirectory
        {
            Path = found.Path,
            CommonPath = common,
            ObjectDirectories = objects,
            MissingObjectDirectories = missing,
            HashLength = format.HashLength,
            RefStorage = format.Refs,
            WorkTree = workTree,
            IndexPath = System.IO.Path.GetFullPath(
                environment.IndexFile ?? System.IO.Path.Combine(found.Path, "index"), relativeTo),
        };
    }

    private static Found? Find(string start)
    {
        for (var folder = start; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            var entry = System.IO.Path.Combine(folder, ".git");
            if (Directory.Exists(entry) && IsGitDirectory(entry, null))
            {
                return new Found(entry, folder);
            }

            if (File.Exists(entry))
            {
                return new Found(ReadGitFile(entry, folder), folder);
            }

            if (IsGitDirectory(folder, null))
            {
                return new Found(folder, null);
            }
        }

        return null;
    }

    private static string ReadGitFile(string path, string folder)
    {
        var line = SmallFile.TryReadLine(path, LargestGitFile) ?? throw GitMessages.UnreadableGitFile(path, "unreadable");
        if (!line.StartsWith("gitdir:", StringComparison.Ordinal) || line.Contains('\0'))
        {
            throw GitMessages.UnreadableGitFile(path, "it does not begin with 'gitdir:'");
        }

        var target = System.IO.Path.GetFullPath(line["gitdir:".Length..].Trim(), folder);
        return IsGitDirectory(target, null) ? target : throw GitMessages.BrokenGitFile(path, target);
    }

    private static bool IsGitDirectory(string path, GitEnvironment? environment)
    {
        // A HEAD that is a dangling link is one too, so that old repositories are found.
        if (new FileInfo(System.IO.Path.Combine(path, "HEAD")) is { Exists: false, LinkTarget: null })
        {
            return false;
        }

        var common = environment?.CommonDirectory is { } named
            ? System.IO.Path.GetFullPath(named, environment.CurrentDirectory)
            : CommonOf(path);
        return Directory.Exists(System.IO.Path.Combine(common, "refs"))
            && (environment?.ObjectDirectory is not null || Directory.Exists(System.IO.Path.Combine(common, "objects")));
    }

    private static string CommonOf(string path) =>
        SmallFile.TryReadLine(System.IO.Path.Combine(path, "commondir"), LargestGitFile) is { Length: > 0 } line && !line.Contains('\0')
            ? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(line, path))
            : path;

    private static string? WorkTreeOf(Found found, string common, GitFormat format, GitEnvironment environment)
    {
        if (environment.WorkTree is { } named)
        {
            return System.IO.Path.GetFullPath(named, environment.CurrentDirectory);
        }

        if (environment.Directory is not null)
        {
            return format is { IsBare: true } ? null : environment.CurrentDirectory; // as git: the current folder is the top
        }

        var isLinked = common != found.Path;
        if (!isLinked && format.WorkTree is { } configured && !configured.Contains('\0'))
        {
            return System.IO.Path.GetFullPath(configured, found.Path);
        }

        if (!isLinked && format.IsBare)
        {
            return null;
        }

        return found.Folder ?? FolderAbove(found.Path, isLinked);
    }

    /// <summary>The work tree of a git folder that was named itself: a linked worktree's says where, another's lies around it.</summary>
    private static string? FolderAbove(string path, bool isLinked)
    {
        if (isLinked)
        {
            var back = SmallFile.TryReadLine(System.IO.Path.Combine(path, "gitdir"), LargestGitFile);
            return back is { Length: > 0 } && !back.Contains('\0')
                ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(back, path))
                : null;
        }

        return System.IO.Path.GetFileName(path) == ".git" ? System.IO.Path.GetDirectoryName(path) : null;
    }

    /// <param name="Path">The git folder.</param>
    /// <param name="Folder">The folder whose <c>.git</c> entry led there, or null.</param>
    private sealed record Found(string Path, string? Folder);
}
