using System.Diagnostics;

namespace PatScan.Cli.Tests;

/// <summary>A repository in a temporary folder, driven by git commands that see no configuration of this machine.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GitFolder()
    {
        Git("init", "-q", "-b", "main", ".");
    }

    public string Path => folder.Path;

    public static (string Name, string? Value)[] Environment { get; } =
    [
        ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_AUTHOR_NAME", "Ann Author"), ("GIT_AUTHOR_EMAIL", "ann@example.com"), ("GIT_AUTHOR_DATE", "2025-06-12T10:00:00Z"),
        ("GIT_COMMITTER_NAME", "Carl Committer"), ("GIT_COMMITTER_EMAIL", "carl@example.com"), ("GIT_COMMITTER_DATE", "2025-06-13T10:00:00Z"),
    ];

    public string Write(string name, params byte[][] parts) => folder.Write(name, parts);

    public string Write(string name, string text) => folder.Write(name, text);

    public string Read(string name) => folder.Read(name);

    public string Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments)
    {
        var (exitCode, output, error) = Run("git", arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error}");
    }

    public (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = System.IO.Path.GetDirectoryName(Patscan.ProgramPath) + System.IO.Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd(), error.Result);
    }

    public void Dispose() => folder.Dispose();
}
