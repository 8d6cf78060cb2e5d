namespace PatScan.Cli.Tests;

/// <summary>What README.md says is run as it stands there.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_first_command_scans_a_folder()
    {
        var command = Readme.Blocks("sh").First().Trim();
        Assert.Equal("dotnet run -c Release --project src/PatScan.Cli -- scan .", command);
        using var folder = new TemporaryFolder();
        folder.Write("clean.txt", "Nothing here.");

        // The same command, but for the folder and without building again what runs this very test.
        var arguments = command.Split(' ')[1..^1].Concat([folder.Path]).ToList();
        arguments.Insert(1, "--no-build");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Checkout.Root, RedirectStandardOutput = true };
        Assert.SkipUnless(Directory.Exists(Path.Join(Checkout.Root, "src/PatScan.Cli/bin/Release")), "Only the debug build is there.");
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, "0 proven · 0 likely · 0 possible\n"), (process.ExitCode, output));
    }

    [Fact]
    public void The_second_command_is_what_ci_runs()
    {
        var command = Readme.Blocks("sh").ElementAt(1).Trim();
        Assert.StartsWith("dotnet test", command, StringComparison.Ordinal);
        Assert.Contains($"\n{command} ", File.ReadAllText(Path.Join(Checkout.Root, ".ci/run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_the_usage_is_understood()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/a.txt", "a");
        folder.Write("deploy/build.sh", "b");
        var commands = Readme.Blocks("sh").SelectMany(block => block.Split('\n')).Select(line => line.Split('#')[0].Trim())
            .Where(line => line.Contains("patscan ", StringComparison.Ordinal) && !line.Contains("hooks", StringComparison.Ordinal) && !line.StartsWith("dotnet", StringComparison.Ordinal));
        foreach (var command in commands)
        {
            var words = command[(command.LastIndexOf("patscan ", StringComparison.Ordinal) + 8)..].Split(' ').Select(word => word.Trim('"'));
            using var git = new GitFolder();
            git.Write("src/a.txt", "a");
            git.Write("deploy/build.sh", "b");
            git.Commit("one");
            git.Git("branch", "-q", "feature");
            var run = Patscan.Run(git.Path, [.. words]);
            Assert.True(run.ExitCode == 0, $"{command}: {run.ExitCode} {run.Error}");
        }
    }
}
