using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class RefSetTests
{
    [Fact]
    public void Refs_are_what_git_says_they_are()
    {
        using var repository = History();
        Check(repository);
        repository.Git("pack-refs", "--all");
        Check(repository);
        repository.Commit("a loose ref hides a packed one");
        repository.Git("branch", "-D", "other");
        Check(repository);
    }

    [Fact]
    public void Refs_of_sha256_are_what_git_says_they_are()
    {
        using var repository = History("--object-format=sha256");
        repository.Git("pack-refs", "--all");
        repository.Commit("more");

        Check(repository);
    }

    [Fact]
    public void A_detached_head_and_an_unborn_one_are_told_apart()
    {
        using var repository = new GitFixture();
        var unborn = RefSet.Read(GitDirectory.Locate(repository.Path)).Head!;
        var commit = repository.Commit("one");
        repository.Git("checkout", "-q", "--detach");
        var detached = RefSet.Read(GitDirectory.Locate(repository.Path)).Head!;

        Assert.Equal("refs/heads/main", unborn.PointsTo);
        Assert.True(unborn.Target.IsZero);
        Assert.Null(detached.PointsTo);
        Assert.Equal(commit, detached.Target.ToString());
    }

    [Fact]
    public void Heads_of_other_worktrees_and_pseudo_refs_are_found()
    {
        using var repository = new GitFixture();
        var first = repository.Commit("one");
        repository.Git("worktree", "add", "-q", "--detach", "../linked");
        repository.Commit("two");
        repository.Git("reset", "-q", "--hard", "HEAD~1");
        repository.Git("fetch", "-q", ".", "main");
        var linked = Path.Join(Path.GetDirectoryName(repository.Path), "linked");

        var here = RefSet.Read(GitDirectory.Locate(repository.Path)).Pseudo.Select(r => r.Name);
        var there = RefSet.Read(GitDirectory.Locate(linked)).Pseudo.Select(r => r.Name);

        Assert.Equal(["FETCH_HEAD", "HEAD", "ORIG_HEAD", "worktrees/linked/HEAD"], here.Where(n => n != "worktrees/linked/ORIG_HEAD"));
        Assert.Equal(["HEAD", "main-worktree/FETCH_HEAD", "main-worktree/HEAD", "main-worktree/ORIG_HEAD"], there.Where(n => n != "ORIG_HEAD"));
        Assert.Equal(first, RefSet.Read(GitDirectory.Locate(linked)).Head!.Target.ToString());
    }

    [Fact]
    public void Every_stash_and_everything_that_a_reflog_remembers_is_found()
    {
        using var repository = new GitFixture();
        repository.Write("f", "0");
        repository.Commit("base");
        var stashes = Enumerable.Range(1, 3).Select(i =>
        {
            repository.Write("f", $"{i}");
            repository.Git("stash", "-q");
            return repository.Git("rev-parse", "stash@{0}").Trim();
        }).Order(StringComparer.Ordinal).ToList();
        var dropped = repository.Commit("dropped");
        repository.Git("reset", "-q", "--hard", "HEAD~1");

        var refs = RefSet.Read(GitDirectory.Locate(repository.Path));

        Assert.Equal(stashes, refs.StashIds.Select(i => i.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(Oracle.Id(dropped), refs.ReflogIds);
        Assert.DoesNotContain(refs.ReflogIds, id => id.IsZero);
    }

    [Fact]
    public void A_ref_that_is_a_loop_or_garbage_does_not_stop_the_others()
    {
        using var repository = new GitFixture();
        var commit = repository.Commit("one");
        var heads = Path.Join(repository.GitPath, "refs", "heads");
        File.WriteAllText(Path.Join(heads, "loop"), "ref: refs/heads/loop\n");
        File.WriteAllText(Path.Join(heads, "garbage"), "not an id\n");
        File.WriteAllText(Path.Join(heads, "empty"), "");
        File.CreateSymbolicLink(Path.Join(heads, "endless"), "/dev/zero");
        File.CreateSymbolicLink(Path.Join(heads, "cycle"), heads);

        var refs = RefSet.Read(GitDirectory.Locate(repository.Path));

        Assert.Equal([new GitRef("refs/heads/main", Oracle.Id(commit))], refs.Refs);
        Assert.Equal(
            ["refs/heads/cycle", "refs/heads/empty", "refs/heads/endless", "refs/heads/garbage"],
            refs.Gaps.Select(g => g.Name).Order(StringComparer.Ordinal));
    }

    private static GitFixture History(params string[] arguments)
    {
        var repository = new GitFixture(arguments);
        repository.Write("f", "0");
        repository.Commit("one");
        repository.Git("branch", "other");
        repository.Git("branch", "deep/er/name");
        repository.Git("tag", "light");
        repository.Git("tag", "-a", "-m", "x", "heavy");
        repository.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/other");
        repository.Git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
        repository.Git("notes", "add", "-m", "a note");
        repository.Write("f", "1");
        repository.Git("stash", "-q");
        repository.Git("update-ref", "refs/heads/ümläut", "HEAD");
        return repository;
    }

    private static void Check(GitFixture repository)
    {
        var directory = GitDirectory.Locate(repository.Path);
        var refs = RefSet.Read(directory);
        var expected = repository.Git("for-each-ref", "--format=%(refname) %(objectname) %(symref)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected.Order(StringComparer.Ordinal), refs.Refs.Select(r => $"{r.Name} {r.Target} {r.PointsTo}").Order(StringComparer.Ordinal));
        Assert.Empty(refs.Gaps);
        Assert.Equal(repository.Git("rev-parse", "HEAD").Trim(), refs.Head!.Target.ToString());
        Assert.Equal(refs.Head, new RefLookup(directory).Head);
    }
}
