using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class StagedSourceTests
{
    [Fact]
    public void Only_entries_that_differ_from_HEAD_are_scanned()
    {
        using var repository = Committed();
        repository.Write("changed", "new");
        repository.Write("added/deep/file", "added");
        repository.Write("not staged", "no");
        File.Delete(Path.Join(repository.Path, "removed"));
        repository.Git("add", "changed", "added", "removed");

        Check(repository);
        Assert.Equal("new", Scan(repository).Text("changed"));
    }

    [Fact]
    public void What_was_added_counts_not_what_the_work_tree_has_now()
    {
        using var repository = Committed();
        repository.Write("changed", "staged");
        repository.Git("add", "changed");
        repository.Write("changed", "edited after git add");

        Assert.Equal("staged", Scan(repository).Text("changed"));
    }

    [Fact]
    public void Before_the_first_commit_everything_is_new()
    {
        using var repository = new GitFixture();
        repository.Write("a", "1");
        repository.Write("b/c", "2");
        repository.Git("add", "--all");

        Assert.Equal(["a", "b/c"], Scan(repository).Paths);
    }

    [Fact]
    public void An_empty_repository_has_nothing_staged()
    {
        using var repository = new GitFixture();

        Assert.Empty(Scan(repository).Contents);
    }

    [Theory]
    [InlineData("commit", "-a", "-m", "x")]
    [InlineData("commit", "-m", "x", "changed")]
    [InlineData("commit", "-m", "x", "--include", "changed")]
    public void A_hook_of_git_commit_sees_the_index_that_it_was_handed(params string[] commit)
    {
        using var repository = Committed();
        repository.Write("changed", "never added by hand");
        var environment = RunWithHook(repository, commit);

        Assert.NotNull(environment.IndexFile);
        using var source = StagedSource.Open(".", environment);
        Assert.Equal(["changed"], Scanned.Of(source).Paths);
    }

    [Fact]
    public void A_linked_worktree_has_an_index_of_its_own()
    {
        using var repository = Committed();
        repository.Git("worktree", "add", "-q", "../linked");
        var linked = Path.Join(Path.GetDirectoryName(repository.Path), "linked");
        File.WriteAllText(Path.Join(linked, "changed"), "in the worktree");
        repository.Git("-C", linked, "add", "changed");

        using var source = StagedSource.Open(linked, GitEnvironment.None);
        Assert.Equal("in the worktree", Scanned.Of(source).Text("changed"));
        Assert.Empty(Scan(repository).Contents);
    }

    [Fact]
    public void A_changed_mode_brings_no_content_and_a_link_brings_its_target()
    {
        using var repository = Committed();
        repository.Git("update-index", "--chmod=+x", "changed");
        File.CreateSymbolicLink(Path.Join(repository.Path, "link"), "the/target");
        repository.Git("add", "link");

        var scanned = Scan(repository);

        Assert.Equal(["link"], scanned.Paths);
        Assert.Equal("the/target", scanned.Text("link"));
    }

    [Fact]
    public void Every_side_of_a_conflict_that_HEAD_does_not_have_is_scanned()
    {
        using var repository = new GitFixture();
        IndexFileTests.Conflict(repository);

        var texts = Scan(repository).Contents.Select(c => System.Text.Encoding.UTF8.GetString(c.Content)).Order(StringComparer.Ordinal);

        Assert.Equal(["base\n", "theirs\n"], texts);
    }

    [Fact]
    public void A_submodule_and_an_announced_file_are_named_and_are_no_gap()
    {
        using var repository = Committed();
        using var inner = new GitFixture();
        inner.Commit("inner");
        repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");
        repository.Write("later", "x");
        repository.Git("add", "-N", "later");

        var scanned = Scan(repository);

        Assert.Equal([".gitmodules"], scanned.Paths);
        Assert.Equal(["git-intent-to-add later", "git-submodule sub"], scanned.Gaps.Select(g => $"{g.Reason} {g.Name}").Order(StringComparer.Ordinal));
        Assert.All(scanned.Gaps, g => Assert.False(g.IsGap));
    }

    [Fact]
    public void A_folder_of_a_sparse_index_is_scanned_when_it_differs()
    {
        using var repository = Committed();
        repository.Write("sparse/in/deep", "1");
        repository.Write("sparse/same", "2");
        repository.Write("kept/x", "3");
        var full = repository.Commit("two");
        repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "kept");
        Assert.Empty(Scan(repository).Contents);
        repository.Git("update-ref", "HEAD", "HEAD~1"); // the index is ahead of HEAD now

        Check(repository);
        Assert.Equal(["kept/x", "sparse/in/deep", "sparse/same"], Scan(repository).Paths);
        Assert.NotEqual(full, repository.Git("rev-parse", "HEAD").Trim());
    }

    [Fact]
    public void A_missing_blob_is_a_gap_and_the_rest_is_scanned()
    {
        using var repository = Committed();
        repository.Write("here", "here");
        repository.Git("add", "here");
        repository.Git("update-index", "--add", "--cacheinfo", "100644,1111111111111111111111111111111111111111,gone");

        var scanned = Scan(repository);

        Assert.Equal(["here"], scanned.Paths);
        Assert.Equal("gone", Assert.Single(scanned.Gaps, g => g.IsGap).Name);
    }

    [Fact]
    public void A_Git_LFS_pointer_is_a_gap()
    {
        using var repository = Committed();
        repository.Write("big.bin", $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 12345\n");
        repository.Git("add", "big.bin");

        Assert.Equal(CoverageSkips.LfsPointer, Assert.Single(Scan(repository).Gaps).Reason);
    }

    [Fact]
    public void A_name_of_hostile_bytes_is_handed_on_as_it_is()
    {
        using var repository = Committed();
        repository.Write("a\u001b[31mb", "x");
        repository.Git("add", "--all");

        Assert.Equal(["a\u001b[31mb"], Scan(repository).Paths);
    }

    [Theory]
    [InlineData("--object-format=sha256")]
    [InlineData("--object-format=sha1")]
    public void Random_changes_are_found_as_git_finds_them(string format)
    {
        using var repository = new GitFixture(format);
        var random = new Random(42);
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 8; i++)
            {
                var path = $"{(char)('a' + random.Next(3))}/{(char)('a' + random.Next(3))}/f{random.Next(4)}";
                if (random.Next(4) == 0)
                {
                    repository.Git("rm", "-q", "-f", "--cached", "--ignore-unmatch", path);
                    repository.Git("clean", "-q", "-f", path);
                }
                else
                {
                    repository.Write(path, $"{random.Next(6)}");
                }
            }

            repository.Git("add", "--all");
            Check(repository);
            if (round % 3 == 0)
            {
                repository.Commit($"{round}");
            }
        }
    }

    [Fact]
    public void A_bare_repository_has_nothing_to_stage()
    {
        using var repository = new GitFixture("--bare");

        Assert.Equal("no-index", Assert.Throws<UserError>(() => StagedSource.Open(repository.Path, GitEnvironment.None)).Code);
    }

    [Fact]
    public void A_broken_index_is_a_user_error()
    {
        using var repository = Committed();
        File.WriteAllText(Path.Join(repository.GitPath, "index"), "garbage, and long enough to be an index");

        Assert.Equal("unreadable-index", Assert.Throws<UserError>(() => Scan(repository)).Code);
    }

    private static GitFixture Committed()
    {
        var repository = new GitFixture();
        repository.Write("same", "same");
        repository.Write("changed", "old");
        repository.Write("removed", "removed");
        repository.Commit("one");
        return repository;
    }

    private static Scanned Scan(GitFixture repository)
    {
        using var source = StagedSource.Open(repository.Path, GitEnvironment.None);
        return Scanned.Of(source);
    }

    /// <summary>git names old and new ids; a new id that is there under the same path in HEAD is a change of mode alone.</summary>
    private static void Check(GitFixture repository)
    {
        var hasHead = repository.Git("rev-list", "--all", "--max-count=1").Length > 0;
        var expected = hasHead
            ? repository.Git("diff", "--cached", "--raw", "--no-renames", "--no-abbrev").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split([' ', '\t'], 6)).Where(p => p[4] != "D" && p[2] != p[3]).Select(p => $"{p[3]} {p[5]}")
            : repository.Git("ls-files", "--format=%(objectname) %(path)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Scan(repository).Contents.Select(c => $"{c.Origin.ObjectId} {c.Origin.Path}").Order(StringComparer.Ordinal));
    }

    /// <summary>Runs a git command with a pre-commit hook that fails after it has kept its environment and index.</summary>
    private static GitEnvironment RunWithHook(GitFixture repository, string[] command)
    {
        var hook = Path.Join(repository.GitPath, "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" .git/handed-over\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        }

        Assert.Throws<InvalidOperationException>(() => repository.Git(command));
        return new GitEnvironment { CurrentDirectory = repository.Path, IndexFile = ".git/handed-over" };
    }
}
