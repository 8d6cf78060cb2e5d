using System.Text.Json;

namespace PatScan.Cli.Tests;

public class HistoryTests : IDisposable
{
    private readonly GitFolder git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public void A_token_added_in_a_merge_and_removed_later_is_found_with_both_commits()
    {
        git.Write("deploy/build.sh", "#!/bin/sh\n");
        git.Commit("base");
        git.Git("checkout", "-q", "-b", "side");
        git.Write("side.txt", "side");
        git.Commit("side");
        git.Git("checkout", "-q", "main");
        git.Write("main.txt", "main");
        git.Commit("main");
        git.Git("merge", "-q", "--no-commit", "side");
        git.Write("deploy/build.sh", "#!/bin/sh\nexport PAT="u8.ToArray(), Tokens.Valid("PS101"), "\n"u8.ToArray());
        var merge = git.Commit("merge side");
        git.Write("other.txt", "x");
        git.Commit("between");
        git.Write("deploy/build.sh", "#!/bin/sh\n");
        var removal = git.Commit("clean up");

        var run = Patscan.Run(git.Path, "scan", "--history");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"only in history, removed by {removal[..10]} 2025-06-13", run.Output, StringComparison.Ordinal);
        Assert.Contains($"deploy/build.sh:2:12  assignment   since {merge[..10]}  2025-06-13  Ann Author   git show {merge[..10]}:deploy/build.sh", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Patscan.Run(git.Path, "scan").ExitCode);
        Assert.Equal(1, Patscan.Run(git.Path, "scan", "--commits", merge).ExitCode);
        Assert.Equal(0, Patscan.Run(git.Path, "scan", "--commits", $"{merge}..HEAD").ExitCode);
    }

    [Fact]
    public void Messages_notes_tags_stashes_and_what_nothing_leads_to_are_scanned()
    {
        git.Write("a.txt", "a");
        var first = git.Commit("message " + Text(1));
        git.Git("tag", "-a", "v1", "-m", "tag " + Text(2));
        git.Git("notes", "add", "-m", "note " + Text(3));
        git.Write("a.txt", Tokens.Valid("PS101", 4));
        git.Git("stash", "-q");
        git.Write("lost.txt", Tokens.Valid("PS101", 5));
        git.Commit("lost");
        git.Git("reset", "-q", "--hard", first);
        git.Git("reflog", "expire", "--expire=now", "--all");
        File.Delete(Path.Join(git.Path, ".git", "ORIG_HEAD"));
        var output = Patscan.Run(git.Path, "scan", "--history", "-v").Output;
        Assert.Contains("5 proven", output, StringComparison.Ordinal);
        Assert.Contains($"git show -s {first[..10]}", output, StringComparison.Ordinal);
        Assert.Contains("unreachable, but still stored", output, StringComparison.Ordinal);
        Assert.Contains("still in main", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Staged_is_the_index_not_the_work_tree()
    {
        git.Write("a.txt", Tokens.Valid("PS101"));
        git.Git("add", "a.txt");
        git.Write("a.txt", "clean again");
        Assert.Equal(1, Patscan.Run(git.Path, "scan", "--staged").ExitCode);
        git.Git("add", "a.txt");
        git.Write("a.txt", Tokens.Valid("PS101"));
        Assert.Equal(0, Patscan.Run(git.Path, "scan", "--staged").ExitCode);
    }

    [Fact]
    public void The_hook_of_the_readme_stops_a_commit_also_with_a_temporary_index()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hook is a shell script.");
        var hook = Readme.Blocks("sh").Single(block => block.Contains(".git/hooks/pre-commit", StringComparison.Ordinal));
        Assert.Equal(0, git.Run("sh", "-ec", hook).ExitCode);
        git.Write("a.txt", "clean");
        git.Commit("clean");
        git.Write("a.txt", Tokens.Valid("PS101"));
        foreach (var arguments in new string[][] { ["commit", "-q", "-a", "-m", "x"], ["commit", "-q", "-m", "x", "a.txt"] })
        {
            var (exitCode, output, error) = git.Run("git", arguments);
            Assert.Equal(1, exitCode);
            Assert.Contains("1 proven", output + error, StringComparison.Ordinal);
        }

        git.Write("a.txt", "clean too");
        Assert.Equal(0, git.Run("git", "commit", "-q", "-a", "-m", "x").ExitCode);
    }

    [Fact]
    public void The_pipeline_steps_of_the_readme_find_what_a_pull_request_brings()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The steps are shell scripts.");
        git.Write("a.txt", "base");
        git.Commit("base");
        git.Git("checkout", "-q", "-b", "feature");
        git.Write("leak.txt", Tokens.Valid("PS101"));
        git.Commit("leak");
        git.Write("leak.txt", "gone");
        git.Commit("hide");
        git.Git("checkout", "-q", "main");
        git.Git("checkout", "-q", "-b", "pull");
        git.Git("merge", "-q", "--no-ff", "-m", "merge", "feature");
        git.Git("update-ref", "refs/remotes/origin/main", "main");
        var steps = Readme.Blocks("yaml").SelectMany(block => block.Split('\n')).Select(line => line.Trim())
            .Where(line => line.Contains("patscan scan", StringComparison.Ordinal)).Select(line => line[line.IndexOf("patscan", StringComparison.Ordinal)..]).ToList();
        Assert.Equal(2, steps.Count);
        foreach (var step in steps)
        {
            var (exitCode, output, _) = git.Run("sh", "-c", $"GITHUB_BASE_REF=main SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main; {step}");
            Assert.Equal(1, exitCode);
            Assert.Contains("1 proven", output, StringComparison.Ordinal);
            Assert.StartsWith("{", git.Read("patscan.sarif"), StringComparison.Ordinal);
            File.Delete(Path.Join(git.Path, "patscan.sarif"));
        }
    }

    [Fact]
    public void A_shallow_clone_is_told_with_the_command_that_repairs_it_and_exits_with_3()
    {
        git.Write("a.txt", "1");
        git.Commit("one");
        git.Write("a.txt", "2");
        git.Commit("two");
        git.Git("clone", "-q", "--depth", "1", "file://" + git.Path, "clone");
        var clone = Path.Join(git.Path, "clone");
        var run = Patscan.Run(clone, "scan", "--history");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("git fetch --unshallow", run.Output, StringComparison.Ordinal);
        var range = Patscan.Run(clone, "scan", "--commits", "main~1..HEAD");
        Assert.Equal(2, range.ExitCode);
        Assert.Contains("git fetch --unshallow", range.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrupt_object_is_named_and_the_rest_is_scanned()
    {
        git.Write("a.txt", "to be damaged");
        git.Commit("one");
        var id = git.Git("rev-parse", "HEAD:a.txt");
        var file = Path.Join(git.Path, ".git", "objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file)[..8], 0xFF, 0xFF]);
        var run = Patscan.Run(git.Path, "scan", "--history");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(id, run.Output, StringComparison.Ordinal);
        git.Write("b.txt", Tokens.Valid("PS101"));
        git.Commit("two");
        Assert.Equal(1, Patscan.Run(git.Path, "scan", "--history").ExitCode);
    }

    [Fact]
    public void An_index_that_is_cut_to_nothing_is_no_clean_index()
    {
        git.Write("a.txt", Tokens.Valid("PS101"));
        git.Git("add", "a.txt");
        File.WriteAllBytes(Path.Join(git.Path, ".git", "index"), []);
        Assert.Equal(2, Patscan.Run(git.Path, "scan", "--staged").ExitCode);
    }

    [Fact]
    public void A_pipe_in_the_place_of_an_object_or_pack_is_named_and_nothing_hangs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        git.Commit("one");
        var objects = Path.Join(git.Path, ".git", "objects");
        Directory.CreateDirectory(Path.Join(objects, "cd"));
        git.Run("mkfifo", Path.Join(objects, "cd", new string('0', 38)), Path.Join(objects, "pack", "pack-1.idx"), Path.Join(objects, "pack", "pack-1.pack"));
        Assert.Equal(3, Patscan.Run(git.Path, "scan", "--history").ExitCode);
    }

    [Fact]
    public void What_a_repository_says_of_itself_cannot_command_a_terminal()
    {
        git.Write(".git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tevil\u001b]0;x\u0007 = ##vso[task.complete]\n");
        var run = Patscan.Run(git.Path, "scan", "--history");
        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.DoesNotContain("##vso[", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Only one of --history", "--history", "--staged")]
    [InlineData("--exclude chooses files", "--history", "--exclude", "x")]
    [InlineData("take one repository", "--history", ".", "..")]
    [InlineData("\"yesterdayish\" is no date", "--since", "yesterdayish")]
    [InlineData("is not in a git repository", "--history", "/")]
    [InlineData("names no commit", "--commits", "nowhere..HEAD")]
    public void A_wrong_use_is_one_sentence_and_exit_2(string sentence, params string[] arguments)
    {
        git.Commit("one");
        var run = Patscan.Run(git.Path, ["scan", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void Sarif_of_a_history_names_commit_author_and_a_remote_without_credentials()
    {
        git.Git("remote", "add", "origin", "https://me:password@dev.azure.com/contoso/web/_git/web");
        git.Write("a.txt", Tokens.Valid("PS101"));
        var commit = git.Commit("leak");
        Patscan.Run(git.Path, "scan", "--history", "-r", "sarif=out.sarif");
        var text = git.Read("out.sarif");
        Assert.DoesNotContain("password@", text, StringComparison.Ordinal);
        using var sarif = JsonDocument.Parse(text);
        var run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal("https://dev.azure.com/contoso/web/_git/web", run.GetProperty("versionControlProvenance")[0].GetProperty("repositoryUri").GetString());
        var properties = run.GetProperty("results")[0].GetProperty("properties");
        Assert.Equal(commit, properties.GetProperty("commit").GetString());
        Assert.Equal("Ann Author", properties.GetProperty("author").GetString());
        Assert.StartsWith("2025-06-13T10:00:00", properties.GetProperty("date").GetString(), StringComparison.Ordinal);
        Assert.True(run.GetProperty("results")[0].GetProperty("partialFingerprints").TryGetProperty("primaryLocationLineHash", out _));
    }

    private static string Text(ulong seed) => System.Text.Encoding.ASCII.GetString(Tokens.Valid("PS101", seed));
}
