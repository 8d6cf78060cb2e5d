using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class RepositoryInfoTests
{
    [Theory]
    [InlineData("https://host/org/repo.git", "https://host/org/repo.git")]
    [InlineData("https://user:secret@host/org/repo", "https://host/org/repo")]
    [InlineData("https://secret@dev.azure.com/org/project/_git/a%20b", "https://dev.azure.com/org/project/_git/a%20b")]
    [InlineData("https://host:8443/repo?token=secret#x", "https://host:8443/repo")]
    [InlineData("git@github.com:org/repo.git", "ssh://github.com/org/repo.git")]
    [InlineData("host:repo", "ssh://host/repo")]
    [InlineData("ssh://user@host:2222/repo", "ssh://host:2222/repo")]
    [InlineData("/srv/git/repo", "file:///srv/git/repo")]
    [InlineData("../other", null)]
    [InlineData("", null)]
    public void A_remote_is_shown_without_credentials(string url, string? expected) =>
        Assert.Equal(expected, RepositoryInfo.WithoutCredentials(url));

    [Fact]
    public void Revision_branch_and_remote_are_read()
    {
        using var repository = new GitFixture();
        var before = RepositoryInfo.Read(repository.Path, GitEnvironment.None);
        var commit = repository.Commit("one");
        repository.Git("remote", "add", "origin", "https://secret@host/repo");
        var after = RepositoryInfo.Read(repository.Path, GitEnvironment.None);
        repository.Git("checkout", "-q", "--detach");

        Assert.Equal(new RepositoryInfo(null, null, "main"), before);
        Assert.Equal(new RepositoryInfo("https://host/repo", commit, "main"), after);
        Assert.Null(RepositoryInfo.Read(repository.Path, GitEnvironment.None).Branch);
    }
}
