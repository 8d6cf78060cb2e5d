using PatScan.Content;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class GitCoverageTests
{
    [Fact]
    public void A_complete_repository_has_nothing_to_tell()
    {
        using var repository = History();

        Assert.Empty(Notes(repository));
    }

    [Fact]
    public void A_shallow_clone_is_a_gap_and_says_how_to_repair_it()
    {
        using var origin = History();
        using var shallow = origin.Clone("--depth=1");

        var note = Assert.Single(Notes(shallow));

        Assert.True(note.IsGap);
        Assert.Equal((CoverageSkips.Shallow, "history ends at 1 commit; fetch the rest with 'git fetch --unshallow'"), (note.Reason, note.Detail));
    }

    [Theory]
    [InlineData("blob:none", "2 files and 0 folders of its history were never fetched")]
    [InlineData("tree:0", "0 files and 2 folders of its history were never fetched")]
    public void A_partial_clone_is_a_gap_that_counts_what_is_missing(string filter, string detail)
    {
        using var origin = History();
        origin.Git("config", "uploadpack.allowFilter", "true");
        using var partial = origin.Clone($"--filter={filter}", "--no-checkout");

        var note = Assert.Single(Notes(partial));

        Assert.Equal((CoverageSkips.Missing, detail), (note.Reason, note.Detail));
    }

    [Fact]
    public void Missing_alternates_and_refs_to_nothing_are_gaps()
    {
        using var repository = History();
        File.WriteAllText(Path.Join(repository.ObjectsPath, "info", "alternates"), "/not/there\n");
        File.WriteAllText(Path.Join(repository.GitPath, "refs", "heads", "nothing"), new string('1', 40) + "\n");

        Assert.Equal([CoverageSkips.Alternate, CoverageSkips.Missing], Notes(repository).Select(n => n.Reason));
    }

    [Fact]
    public void Submodules_sparse_checkouts_replacements_and_grafts_are_named_and_are_no_gaps()
    {
        using var inner = History();
        using var repository = History();
        repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "the sub");
        repository.Commit("with a submodule");
        repository.Git("replace", "HEAD~1", "HEAD");
        repository.Git("sparse-checkout", "set", "a");
        File.WriteAllText(Path.Join(repository.GitPath, "info", "grafts"), "x\n");

        var notes = Notes(repository);

        Assert.Equal([CoverageSkips.Submodule, CoverageSkips.SparseCheckout, CoverageSkips.Replaced, CoverageSkips.Grafts], notes.Select(n => n.Reason));
        Assert.Equal("the sub", notes[0].Name);
        Assert.All(notes, n => Assert.False(n.IsGap));
    }

    private static GitFixture History()
    {
        var repository = new GitFixture();
        repository.Write("a/f", "1");
        repository.Commit("one");
        repository.Write("a/f", "2");
        repository.Commit("two");
        return repository;
    }

    private static List<NotScanned> Notes(GitFixture repository)
    {
        var directory = GitDirectory.Locate(repository.Path);
        using var store = ObjectStore.Open(directory, new GitLimits());
        return GitCoverage.Notes(directory, store, RefSet.Read(directory), threads: 2, CancellationToken.None);
    }
}
