using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class LocateTests
{
    private const string Zero = "0000000000000000000000000000000000000000";

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b")]
    [InlineData(".git")]
    [InlineData(".git/refs/heads")]
    [InlineData("a/b/file.txt")]
    public void A_repository_is_found_from_any_folder_of_it(string start)
    {
        using var repository = new GitFixture();
        repository.Write("a/b/file.txt", "x");

        var found = GitDirectory.Locate(Path.Join(repository.Path, start));

        Assert.Equal(repository.GitPath, found.Path);
        Assert.Equal(repository.GitPath, found.CommonPath);
        Assert.Equal(repository.Path, found.WorkTree);
        Assert.Equal([repository.ObjectsPath], found.ObjectDirectories);
        Assert.Equal(ObjectId.Sha1Length, found.HashLength);
    }

    [Fact]
    public void A_bare_repository_has_no_work_tree()
    {
        using var repository = new GitFixture("--bare");

        Assert.Null(GitDirectory.Locate(repository.Path).WorkTree);
        Assert.Equal(repository.Path, GitDirectory.Locate(Path.Join(repository.Path, "objects")).Path);
    }

    [Fact]
    public void A_repository_without_config_is_found()
    {
        using var repository = new GitFixture("--bare");
        File.Delete(Path.Join(repository.Path, "config"));

        Assert.Equal(repository.Path, GitDirectory.Locate(repository.Path).Path);
    }

    [Fact]
    public void A_linked_worktree_is_found_and_shares_the_objects()
    {
        using var repository = new GitFixture();
        repository.Commit("one");
        repository.Git("worktree", "add", "-q", "../linked");
        var linked = Path.Join(Path.GetDirectoryName(repository.Path), "linked");

        var found = GitDirectory.Locate(linked);

        Assert.Equal(repository.Git("-C", linked, "rev-parse", "--absolute-git-dir").Trim(), found.Path);
        Assert.Equal(repository.GitPath, found.CommonPath);
        Assert.Equal(linked, found.WorkTree);
        Assert.Equal([repository.ObjectsPath], found.ObjectDirectories);
        Assert.Equal(linked, GitDirectory.Locate(found.Path).WorkTree);
    }

    [Fact]
    public void A_submodule_folder_is_a_repository_of_its_own()
    {
        using var inner = new GitFixture();
        inner.Commit("inner");
        using var outer = new GitFixture();
        outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");

        var found = GitDirectory.Locate(Path.Join(outer.Path, "sub"));

        Assert.Equal(Path.Join(outer.GitPath, "modules", "sub"), found.Path);
        Assert.Equal(Path.Join(outer.Path, "sub"), found.WorkTree);
    }

    [Fact]
    public void A_separate_git_folder_is_found()
    {
        using var repository = new GitFixture();
        repository.Git("init", "-q", "--separate-git-dir", "../elsewhere");

        Assert.Equal(repository.GitPath, GitDirectory.Locate(repository.Path).Path);
        Assert.Equal("elsewhere", Path.GetFileName(GitDirectory.Locate(repository.Path).Path));
    }

    [Fact]
    public void Alternates_are_followed_once_each_even_in_a_circle()
    {
        using var a = new GitFixture();
        using var b = new GitFixture();
        using var c = new GitFixture();
        File.WriteAllText(Path.Join(a.ObjectsPath, "info", "alternates"), $"# comment\n{Path.GetRelativePath(a.ObjectsPath, b.ObjectsPath)}\n");
        File.WriteAllText(Path.Join(b.ObjectsPath, "info", "alternates"), $"{c.ObjectsPath}\n{c.ObjectsPath}/\n");
        File.WriteAllText(Path.Join(c.ObjectsPath, "info", "alternates"), $"\"{a.ObjectsPath.Replace("t", "\\164", StringComparison.Ordinal)}\"\n/not/there\n");

        var found = GitDirectory.Locate(a.Path);

        Assert.Equal([a.ObjectsPath, b.ObjectsPath, c.ObjectsPath], found.ObjectDirectories.Select(Path.TrimEndingDirectorySeparator));
        Assert.Equal(["/not/there"], found.MissingObjectDirectories);
    }

    [Fact]
    public void The_environment_of_a_push_names_a_quarantine_folder()
    {
        using var repository = new GitFixture("--bare");
        var quarantine = Path.Join(repository.Path, "objects", "tmp_objdir-incoming-1");
        Directory.CreateDirectory(quarantine);

        var found = GitDirectory.Locate(".", new GitEnvironment
        {
            CurrentDirectory = repository.Path,
            Directory = ".",
            ObjectDirectory = quarantine,
            AlternateObjectDirectories = Path.Join(repository.Path, "objects"),
        });

        Assert.Equal([quarantine, Path.Join(repository.Path, "objects")], found.ObjectDirectories);
    }

    [Fact]
    public void The_environment_does_not_speak_for_another_repository()
    {
        using var here = new GitFixture();
        using var there = new GitFixture();
        var environment = new GitEnvironment { CurrentDirectory = here.Path, IndexFile = ".git/index.lock", Directory = ".git" };

        Assert.Equal(Path.Join(here.GitPath, "index.lock"), GitDirectory.Locate(".", environment).IndexPath);
        Assert.Equal(Path.Join(there.GitPath, "index"), GitDirectory.Locate(there.Path, environment).IndexPath);
    }

    [Fact]
    public void A_relative_index_file_starts_at_the_top_of_the_work_tree_as_for_git()
    {
        using var repository = new GitFixture();
        repository.Write("sub/x", "x");
        repository.Environment["GIT_INDEX_FILE"] = "other-index";
        repository.Git("-C", "sub", "add", "x");

        var found = GitDirectory.Locate(".", new GitEnvironment { CurrentDirectory = Path.Join(repository.Path, "sub"), IndexFile = "other-index" });

        Assert.True(File.Exists(Path.Join(repository.Path, "other-index")));
        Assert.Equal(Path.Join(repository.Path, "other-index"), found.IndexPath);
    }

    [Fact]
    public void Ids_of_sha256_are_known()
    {
        using var repository = new GitFixture("--object-format=sha256");

        Assert.Equal(ObjectId.Sha256Length, GitDirectory.Locate(repository.Path).HashLength);
    }

    [Theory]
    [InlineData("[core]\n repositoryformatversion = 2\n", "unknown-repository-format")]
    [InlineData("[core]\n repositoryformatversion = 1\n[extensions]\n futureThing = true\n", "unknown-repository-extension")]
    [InlineData("[core]\n repositoryformatversion = 1\n[extensions]\n objectFormat = sha3\n", "unknown-repository-extension")]
    [InlineData("[core]\n repositoryformatversion = 1\n[extensions]\n refStorage = sqlite\n", "unknown-repository-extension")]
    [InlineData("[core\n", "broken-git-file")]
    public void A_format_that_is_not_known_is_refused(string config, string code)
    {
        using var repository = new GitFixture();
        File.WriteAllText(Path.Join(repository.GitPath, "config"), config);

        Assert.Equal(code, Assert.Throws<UserError>(() => GitDirectory.Locate(repository.Path)).Code);
    }

    [Theory]
    [InlineData("preciousObjects", "true")]
    [InlineData("relativeWorktrees", "true")]
    [InlineData("worktreeConfig", "true")]
    [InlineData("partialClone", "origin")]
    [InlineData("refStorage", "files")]
    public void A_format_that_LibGit2Sharp_refuses_is_read(string extension, string value)
    {
        using var repository = new GitFixture();
        var git = repository.GitPath; // asked before, because this git may refuse the format as well
        File.WriteAllText(Path.Join(git, "config"), $"[core]\n\trepositoryformatversion = 1\n[extensions]\n\t{extension} = {value}\n");

        Assert.Equal(git, GitDirectory.Locate(repository.Path).Path);
    }

    [Fact]
    public void A_folder_outside_any_repository_is_a_user_error()
    {
        var folder = Directory.CreateTempSubdirectory("patscan-none-");

        Assert.Equal("not-a-repository", Assert.Throws<UserError>(() => GitDirectory.Locate(folder.FullName)).Code);
        folder.Delete();
    }

    [Fact]
    public void A_git_file_that_leads_nowhere_is_a_user_error()
    {
        var folder = Directory.CreateTempSubdirectory("patscan-none-");
        File.WriteAllText(Path.Join(folder.FullName, ".git"), $"gitdir: ../{Zero}\n");

        Assert.Equal("broken-git-file", Assert.Throws<UserError>(() => GitDirectory.Locate(folder.FullName)).Code);
        folder.Delete(recursive: true);
    }
}
