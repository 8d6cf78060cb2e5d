using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PatScan.Tests.Git;

/// <summary>
/// A repository in a temporary folder, made by plain git commands: the oracle. No configuration of the machine or the user
/// reaches it, and every commit is a minute after the one before, so ids are the same on every run.
/// </summary>
public sealed class GitFixture : IDisposable
{
    private readonly string home;
    private readonly List<GitFixture> others = [];
    private long clock = 1_700_000_000;

    /// <summary>Makes an empty repository; further arguments go to <c>git init</c>.</summary>
    public GitFixture(params string[] initArguments)
        : this(Directory.CreateTempSubdirectory("patscan-git-"))
    {
        Git(["init", "--quiet", "--initial-branch=main", .. initArguments, "."]);
    }

    private GitFixture(DirectoryInfo temporary)
    {
        home = temporary.FullName;
        Path = temporary.CreateSubdirectory("repo").FullName;
    }

    /// <summary>The work tree, or the folder of a bare repository.</summary>
    public string Path { get; }

    /// <summary>The repository's own folder.</summary>
    public string GitPath => Git("rev-parse", "--absolute-git-dir").Trim();

    /// <summary>The folder of its objects.</summary>
    public string ObjectsPath => System.IO.Path.Join(GitPath, "objects");

    /// <summary>Environment of the git commands, beside what isolates them; for GIT_INDEX_FILE and the like.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Clones this repository with further arguments such as <c>--depth=1</c>.</summary>
    public GitFixture Clone(params string[] arguments)
    {
        var clone = new GitFixture(Directory.CreateTempSubdirectory("patscan-git-"));
        clone.Git(["clone", "--quiet", .. arguments, new Uri(Path).AbsoluteUri, "."]);
        return clone;
    }

    /// <summary>Clones with <c>--shared</c>: the clone has no objects but by its alternate, this repository, which must live on.</summary>
    public GitFixture CloneShared()
    {
        var clone = new GitFixture(Directory.CreateTempSubdirectory("patscan-git-"));
        clone.Git("clone", "--quiet", "--shared", Path, ".");
        return clone;
    }

    /// <summary>Has another fixture deleted with this one.</summary>
    public GitFixture With(GitFixture other)
    {
        others.Add(other);
        return this;
    }

    /// <summary>A copy of the whole folder, to go on from: a history costs dozens of processes.</summary>
    public GitFixture Copy()
    {
        var copy = new GitFixture(Directory.CreateTempSubdirectory("patscan-git-")) { clock = clock };
        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(System.IO.Path.Join(copy.Path, System.IO.Path.GetRelativePath(Path, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, System.IO.Path.Join(copy.Path, System.IO.Path.GetRelativePath(Path, file)));
        }

        return copy;
    }

    /// <summary>Runs git there; its standard output as text.</summary>
    public string Git(params string[] arguments) => Encoding.UTF8.GetString(GitBytes(arguments));

    /// <summary>Runs git there; its standard output as it is.</summary>
    public byte[] GitBytes(string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        var now = string.Create(CultureInfo.InvariantCulture, $"{clock} +0000");
        foreach (var (name, value) in new[]
        {
            ("HOME", home), ("XDG_CONFIG_HOME", home), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Ann Author"), ("GIT_AUTHOR_EMAIL", "ann@example.org"), ("GIT_AUTHOR_DATE", now),
            ("GIT_COMMITTER_NAME", "Carl Committer"), ("GIT_COMMITTER_EMAIL", "carl@example.org"), ("GIT_COMMITTER_DATE", now),
            ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C"), ("TZ", "UTC"),
        }.Concat(Environment.Select(e => (e.Key, e.Value))))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() =>
        {
            using var stdin = process.StandardInput.BaseStream;
            stdin.Write(input ?? []);
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        try
        {
            feeding.Wait();
        }
        catch (AggregateException)
        {
            // git did not read all of its input; its exit code says whether that matters
        }

        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: exit {process.ExitCode}: {errors.Result}");
    }

    /// <summary>Writes a file of the work tree, making its folders.</summary>
    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string path, byte[] content)
    {
        var full = System.IO.Path.Join(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Stages everything and commits, a minute after the last commit; the id of the commit.</summary>
    public string Commit(string message)
    {
        clock += 60;
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        others.ForEach(o => o.Dispose());
        foreach (var file in new DirectoryInfo(home).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal; // git makes objects read-only, which Windows will not delete
        }

        Directory.Delete(home, recursive: true);
    }
}
