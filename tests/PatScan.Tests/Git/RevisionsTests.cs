using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class RevisionsTests
{
    [Theory]
    [InlineData("HEAD")]
    [InlineData("@")]
    [InlineData("@~2")]
    [InlineData("HEAD^")]
    [InlineData("HEAD^1")]
    [InlineData("HEAD^2")]
    [InlineData("HEAD^2~1^0")]
    [InlineData("HEAD~~")]
    [InlineData("HEAD^^")]
    [InlineData("HEAD~0")]
    [InlineData("main")]
    [InlineData("side")]
    [InlineData("heads/side")]
    [InlineData("refs/heads/side")]
    [InlineData("feature/deep")]
    [InlineData("v1")]
    [InlineData("v1^{}")]
    [InlineData("v1^{commit}")]
    [InlineData("v1~1")]
    [InlineData("tags/v1")]
    [InlineData("origin")]
    [InlineData("origin/main")]
    [InlineData("ORIG_HEAD")]
    [InlineData("both")]
    public void A_revision_is_what_git_says_it_is(string revision)
    {
        using var repository = History();
        Assert.Equal(repository.Git("rev-parse", $"{revision}^{{commit}}").Trim(), Resolve(repository, revision));
        repository.Git("pack-refs", "--all");
        repository.Git("repack", "-adq");
        Assert.Equal(repository.Git("rev-parse", $"{revision}^{{commit}}").Trim(), Resolve(repository, revision));
    }

    [Fact]
    public void An_abbreviated_id_is_found_packed_and_loose()
    {
        using var repository = History();
        var id = repository.Git("rev-parse", "HEAD").Trim();
        foreach (var length in new[] { 7, 8, 20, 39, 40 })
        {
            Assert.Equal(id, Resolve(repository, id[..length]));
        }

        repository.Git("repack", "-adq");
        Assert.Equal(id, Resolve(repository, id[..7].ToUpperInvariant()));
    }

    [Theory]
    [InlineData("nothing", "unknown-revision")]
    [InlineData("HEAD~99", "unknown-revision")]
    [InlineData("HEAD^3", "unknown-revision")]
    [InlineData("HEAD~99999999999", "unknown-revision")]
    [InlineData("../../config", "unknown-revision")]
    [InlineData("", "unknown-revision")]
    [InlineData("deadbeef", "unknown-revision")]
    [InlineData("HEAD^{tree}", "unsupported-revision")]
    [InlineData("HEAD@{1}", "unsupported-revision")]
    [InlineData("HEAD:file", "unsupported-revision")]
    [InlineData(":/text", "unsupported-revision")]
    [InlineData("1111111111111111111111111111111111111111", "missing-revision")]
    public void A_revision_that_names_no_commit_is_a_user_error(string revision, string code)
    {
        using var repository = History();

        Assert.Equal(code, Assert.Throws<UserError>(() => Resolve(repository, revision)).Code);
    }

    private static GitFixture History()
    {
        var repository = new GitFixture();
        repository.Commit("one");
        repository.Commit("two");
        repository.Git("branch", "both");
        repository.Git("tag", "both", "HEAD~1");
        repository.Git("tag", "-a", "-m", "x", "v1");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Commit("side one");
        repository.Commit("side two");
        repository.Git("branch", "feature/deep");
        repository.Git("checkout", "-q", "main");
        repository.Commit("three");
        repository.Git("merge", "-q", "-m", "merge", "side");
        repository.Git("update-ref", "refs/remotes/origin/main", "HEAD~1");
        repository.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        repository.Git("reset", "-q", "--hard", "HEAD");
        return repository;
    }

    private static string Resolve(GitFixture repository, string revision)
    {
        var directory = GitDirectory.Locate(repository.Path);
        using var store = ObjectStore.Open(directory, new GitLimits());
        return new Revisions(store, directory).Resolve(revision, []).ToString();
    }
}
