using System.Globalization;
using PatScan.Cli.Terminal;
using PatScan.Content;
using PatScan.Scanning;
using PatScan.Sources;
using PatScan.Sources.Git;

namespace PatScan.Cli.Commands;

/// <summary>What a scan looks at, from what was typed: files, or one of the views of a repository.</summary>
/// <param name="Source">What hands out the content.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Repository">The path of the repository, for git; else null.</param>
internal sealed record ScanTarget(ISource Source, string Name, string? Repository) : IDisposable
{
    private static readonly GitEnvironment Environment = GitEnvironment.FromProcess();

    public static ScanTarget Of(ScanArguments arguments, int threads, CancellationToken cancellation)
    {
        var paths = arguments.Paths.DefaultIfEmpty(".").ToList();
        var byCommits = arguments.Commits is not null || arguments.Since is not null;
        var views = (arguments.History ? 1 : 0) + (arguments.Staged ? 1 : 0) + (byCommits ? 1 : 0);
        if (views == 0)
        {
            return new ScanTarget(Files(paths, arguments), string.Join(", ", paths.Select(path => path == "-" ? "standard input" : path)), null);
        }

        if (views > 1)
        {
            throw Messages.OneSourceOnly();
        }

        RefuseFileOptions(arguments);
        var repository = paths.Count == 1 && paths[0] != "-" ? paths[0] : throw Messages.OneRepositoryOnly();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository)));
        return arguments.History ? new ScanTarget(RepositorySource.Open(repository, Environment, threads), $"history of {name}", repository)
            : arguments.Staged ? new ScanTarget(StagedSource.Open(repository, Environment), $"staged in {name}", repository)
            : new ScanTarget(
                CommitRangeSource.Open(repository, Environment, arguments.Commits, ParseDate(arguments.Since), cancellation),
                $"{arguments.Commits ?? "HEAD"} of {name}",
                repository);
    }

    /// <summary>The result with where each finding came from, where the scan was of a repository.</summary>
    public ScanResult Trace(ScanResult result, int threads, CancellationToken cancellation)
    {
        var ids = Repository is null || Source is StagedSource ? [] : result.ObjectIds.ToList();
        if (ids.Count == 0)
        {
            return result;
        }

        try
        {
            return result.With(Source is RepositorySource repository
                ? repository.Trace(ids, cancellation)
                : Provenance.Trace(Repository!, Environment, ids, threads, cancellation));
        }
        catch (OperationCanceledException)
        {
            return result with { Cancelled = true };
        }
    }

    /// <summary>The repository that was scanned, or in which files were; null where there is none.</summary>
    public RepositoryInfo? Describe()
    {
        // Paths in a report are relative to where a scan of files was started: only at the top are they the repository's.
        if (Repository is null && !Path.Exists(".git"))
        {
            return null;
        }

        try
        {
            return RepositoryInfo.Read(Repository ?? Directory.GetCurrentDirectory(), Environment);
        }
        catch (UserError) when (Repository is null)
        {
            return null;
        }
    }

    public RepositoryContent? OpenContent() => Repository is null ? null : RepositoryContent.Open(Repository, Environment);

    public void Dispose() => (Source as IDisposable)?.Dispose();

    private static ISource Files(List<string> paths, ScanArguments arguments)
    {
        if (paths.Count(path => path == "-") > 1)
        {
            throw Messages.StandardInputTwice();
        }

        var selection = new FileSelection
        {
            Include = [.. arguments.Include],
            Exclude = [.. arguments.Exclude],
            RespectGitIgnore = arguments.RespectGitIgnore,
            MaxFileSize = arguments.MaxFileSize is null ? long.MaxValue : Numbers.ParseSize(arguments.MaxFileSize),
        };
        var folder = Directory.GetCurrentDirectory();
        var sources = paths.Select(path => path == "-" ? new StreamSource(Console.OpenStandardInput()) : (ISource)new FileSource(path, folder, selection)).ToList();
        return sources.Count == 1 ? sources[0] : new CombinedSource(sources);
    }

    private static void RefuseFileOptions(ScanArguments arguments)
    {
        var option = arguments.Include.Any() ? "--include"
            : arguments.Exclude.Any() ? "--exclude"
            : arguments.RespectGitIgnore ? "--respect-gitignore"
            : arguments.MaxFileSize is not null ? "--max-file-size"
            : null;
        if (option is not null)
        {
            throw Messages.FileOptionsWithGit(option);
        }
    }

    private static DateTimeOffset? ParseDate(string? text) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw Messages.BadDate(text);
}
