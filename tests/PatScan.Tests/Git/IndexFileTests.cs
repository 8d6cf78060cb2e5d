using System.Text;
using CsCheck;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class IndexFileTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_version_lists_what_git_lists(int version)
    {
        using var repository = Files();
        repository.Git("update-index", $"--index-version={version}");
        repository.Git("update-index", "--skip-worktree", "a/1"); // makes version 3 necessary
        Check(repository);
    }

    [Fact]
    public void An_index_of_sha256_lists_what_git_lists()
    {
        using var repository = Files("--object-format=sha256");
        Check(repository);
        repository.Git("update-index", "--index-version=4");
        Check(repository);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--object-format=sha256")]
    public void A_split_index_lists_what_git_lists(string argument)
    {
        using var repository = Files([.. argument.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        repository.Git("config", "splitIndex.maxPercentChange", "100");
        repository.Git("update-index", "--split-index");
        Check(repository);
        repository.Write("a/1", "changed");
        repository.Write("a/new", "new");
        repository.Write("zz", "new at the end");
        File.Delete(Path.Join(repository.Path, "b/2"));
        repository.Git("add", "--all");
        Assert.NotEmpty(Directory.GetFiles(repository.GitPath, "sharedindex.*"));
        Check(repository);
        for (var i = 0; i < 70; i += 3)
        {
            repository.Write($"many/{i:d3}", $"changed {i}");
        }

        repository.Git("add", "--all");
        Check(repository);
    }

    [Fact]
    public void A_split_index_without_its_shared_part_is_refused()
    {
        using var repository = Files();
        repository.Git("update-index", "--split-index");
        File.Delete(Directory.GetFiles(repository.GitPath, "sharedindex.*").Single());

        Assert.Contains("missing", Assert.Throws<GitFormatException>(() => Read(repository)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sparse_index_lists_folders()
    {
        using var repository = Files();
        repository.Commit("all");
        repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "a");

        var index = Read(repository);

        Assert.True(index.IsSparse);
        Assert.Contains(index.Entries, e => e.Kind == EntryKind.Folder && e.Path.AsSpan().SequenceEqual("many/"u8)
            && e.Id.ToString() == repository.Git("rev-parse", "HEAD:many").Trim());
        Check(repository, "--sparse");
    }

    [Fact]
    public void The_sides_of_a_conflict_and_announced_files_are_listed()
    {
        using var repository = new GitFixture();
        Conflict(repository);
        repository.Write("later", "not yet");
        repository.Git("add", "-N", "later");

        Check(repository);
        Assert.Equal([1, 2, 3], Read(repository).Entries.Where(e => e.Path.AsSpan().SequenceEqual("f"u8)).Select(e => e.Stage));
        Assert.True(Read(repository).Entries.Single(e => e.IsIntentToAdd).Path.AsSpan().SequenceEqual("later"u8));
    }

    [Fact]
    public void Without_an_index_nothing_is_listed()
    {
        using var repository = new GitFixture();

        Assert.Empty(Read(repository).Entries);
    }

    [Fact]
    public void A_damaged_index_is_refused_and_never_crashes()
    {
        using var repository = Files();
        var seeds = new List<byte[]> { File.ReadAllBytes(Path.Join(repository.GitPath, "index")) };
        repository.Git("update-index", "--index-version=4");
        seeds.Add(File.ReadAllBytes(Path.Join(repository.GitPath, "index")));
        repository.Git("update-index", "--split-index");
        repository.Write("a/1", "changed");
        repository.Git("add", "--all");
        seeds.Add(File.ReadAllBytes(Path.Join(repository.GitPath, "index")));
        seeds.Add(File.ReadAllBytes(Directory.GetFiles(repository.GitPath, "sharedindex.*").Single()));

        Mutations.Of([.. seeds]).Sample(bytes => { FuzzTargets.FuzzIndex(bytes); }, iter: 5_000);
        foreach (var (seed, length) in seeds.SelectMany(s => Enumerable.Range(0, Math.Min(s.Length, 700)).Select(n => (s, n))))
        {
            FuzzTargets.FuzzIndex(seed.AsSpan(0, length));
        }
    }

    internal static void Conflict(GitFixture repository)
    {
        repository.Write("f", "base\n");
        repository.Commit("base");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Write("f", "theirs\n");
        repository.Commit("theirs");
        repository.Git("checkout", "-q", "main");
        repository.Write("f", "ours\n");
        repository.Commit("ours");
        Assert.Throws<InvalidOperationException>(() => repository.Git("merge", "-q", "side"));
    }

    private static GitFixture Files(params string[] arguments)
    {
        var repository = new GitFixture(arguments);
        repository.Write("a/1", "one");
        repository.Write("b/2", "two");
        repository.Write("ü/ä b", "umlauts");
        repository.Write("exactly-eight", "padding");
        for (var i = 0; i < 70; i++)
        {
            repository.Write($"many/{i:d3}", $"{i}");
        }

        File.CreateSymbolicLink(Path.Join(repository.Path, "link"), "a/1");
        repository.Git("add", "--all");
        return repository;
    }

    private static IndexFile Read(GitFixture repository)
    {
        var directory = GitDirectory.Locate(repository.Path);
        return IndexFile.Read(directory.IndexPath, directory.Path, directory.HashLength);
    }

    private static void Check(GitFixture repository, params string[] arguments)
    {
        var expected = repository.Git(["ls-files", "-s", "-z", .. arguments]).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var actual = Read(repository).Entries.Select(e =>
            $"{Convert.ToString(e.Mode, 8).PadLeft(6, '0')} {e.Id} {e.Stage}\t{Encoding.UTF8.GetString(e.Path)}");
        Assert.Equal(expected, actual);
    }
}
