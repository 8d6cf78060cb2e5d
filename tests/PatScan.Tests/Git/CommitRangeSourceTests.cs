using System.Text;
using PatScan.Content;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class CommitRangeSourceTests
{
    [Fact]
    public void In_random_histories_a_range_brings_what_git_lists()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var repository = TangledHistory.Make(seed);
            var commits = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)").Split('\n')
                .Where(l => l.StartsWith("commit", StringComparison.Ordinal)).Select(l => l[7..]).ToList();
            var random = new Random(seed);
            for (var i = 0; i < 2; i++)
            {
                var (a, b) = (commits[random.Next(commits.Count)], commits[random.Next(commits.Count)]);
                Check(repository, $"{a}..{b}", b, $"^{a}");
                Check(repository, $"{a}...{b}", $"{a}...{b}");
            }
        }
    }

    [Fact]
    public void One_commit_means_what_it_brought_in()
    {
        using var repository = new GitFixture();
        repository.Write("a", "1");
        repository.Commit("one");
        repository.Write("b", "2");
        repository.Commit("two");
        repository.Write("c", "3");
        repository.Commit("three");

        Assert.Equal(["", "b"], Scan(repository, "HEAD~1").Paths);
        Assert.Equal(["", "a"], Scan(repository, "HEAD~2").Paths);
    }

    [Fact]
    public void A_merge_brings_what_was_added_in_its_resolution()
    {
        using var repository = new GitFixture();
        IndexFileTests.Conflict(repository);
        repository.Write("f", "resolved with something new\n");
        var merge = repository.Commit("merge");

        var scanned = Scan(repository, "HEAD");

        Assert.Equal("resolved with something new\n", scanned.Text("f"));
        Assert.Equal(merge, scanned.Contents.Single(c => c.Origin.Path == "f").Origin.Commit);
        Assert.Contains("merge", Encoding.UTF8.GetString(scanned.Contents.Single(c => c.Origin.Kind == OriginKind.Commit).Content), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_added_and_removed_inside_the_range_is_scanned()
    {
        using var repository = new GitFixture();
        repository.Commit("base");
        repository.Write("f", "secret");
        var added = repository.Commit("added");
        repository.Git("rm", "-q", "f");
        repository.Commit("removed");

        var blob = Scan(repository, "HEAD~2..HEAD").Contents.Single(c => c.Origin.Kind == OriginKind.Blob);

        Assert.Equal(("f", added), (blob.Origin.Path, blob.Origin.Commit));
    }

    [Fact]
    public void A_renamed_file_is_not_new()
    {
        using var repository = new GitFixture();
        repository.Write("f", "old");
        repository.Commit("base");
        repository.Git("mv", "f", "g");
        repository.Commit("renamed");

        Assert.DoesNotContain(Scan(repository, "HEAD").Contents, c => c.Origin.Kind == OriginKind.Blob);
    }

    [Fact]
    public void Since_leaves_out_what_is_older()
    {
        using var repository = new GitFixture();
        foreach (var name in new[] { "a", "b", "c" })
        {
            repository.Write(name, name);
            repository.Commit(name);
        }

        var time = long.Parse(repository.Git("log", "-1", "--format=%ct", "HEAD~1").Trim(), System.Globalization.CultureInfo.InvariantCulture);
        using var source = CommitRangeSource.Open(
            repository.Path, GitEnvironment.None, null, DateTimeOffset.FromUnixTimeSeconds(time), CancellationToken.None);

        Assert.Equal(["", "", "b", "c"], Scanned.Of(source).Paths);
        Assert.Equal(repository.Git("rev-list", $"--since={time}", "HEAD").Count(c => c == '\n'), source.Commits);
    }

    [Fact]
    public void A_hook_may_hand_over_an_id_of_zeros()
    {
        using var repository = new GitFixture();
        repository.Write("f", "1");
        var commit = repository.Commit("one");
        var zeros = new string('0', 40);

        Assert.Equal(["", "f"], Scan(repository, $"{zeros}..{commit}").Paths);
        Assert.Empty(Scan(repository, $"{commit}..{zeros}").Contents);
    }

    [Fact]
    public void A_tag_that_names_the_end_is_part_of_what_it_brings()
    {
        using var repository = new GitFixture();
        repository.Commit("one");
        repository.Commit("two");
        repository.Git("tag", "-a", "-m", "the message", "v1");

        Assert.Equal([OriginKind.Commit, OriginKind.Tag], Scan(repository, "HEAD~1..v1").Contents.Select(c => c.Origin.Kind).Order());
    }

    [Fact]
    public void In_a_quarantine_the_pushed_objects_are_found()
    {
        using var server = new GitFixture();
        server.Write("f", "1");
        var old = server.Commit("one");
        using var pusher = server.Clone();
        pusher.Write("g", "pushed");
        var pushed = pusher.Commit("two");
        var quarantine = Path.Join(server.ObjectsPath, "tmp_objdir-incoming-x");
        Directory.CreateDirectory(quarantine);
        foreach (var folder in Directory.GetDirectories(pusher.ObjectsPath).Where(d => Path.GetFileName(d).Length == 2))
        {
            Directory.Move(folder, Path.Join(quarantine, Path.GetFileName(folder)));
        }

        using var source = CommitRangeSource.Open(".", new GitEnvironment
        {
            CurrentDirectory = server.GitPath,
            Directory = ".",
            ObjectDirectory = quarantine,
            AlternateObjectDirectories = server.ObjectsPath,
        }, $"{old}..{pushed}", null, CancellationToken.None);

        Assert.Equal("pushed", Scanned.Of(source).Text("g"));
    }

    [Fact]
    public void The_end_of_a_shallow_clone_inside_the_range_is_a_gap()
    {
        using var origin = new GitFixture();
        origin.Write("f", "1");
        origin.Commit("one");
        origin.Write("f", "2");
        origin.Commit("two");
        using var shallow = origin.Clone("--depth=1");

        var gap = Assert.Single(Scan(shallow, "HEAD").Gaps);

        Assert.Equal(CoverageSkips.Shallow, gap.Reason);
        Assert.Contains("git fetch --unshallow", gap.Detail, StringComparison.Ordinal);
        Assert.Equal("missing-revision", Assert.Throws<UserError>(() => Scan(shallow, "HEAD~1..HEAD")).Code);
    }

    [Fact]
    public void A_blob_that_a_partial_clone_did_not_fetch_is_a_gap()
    {
        using var origin = new GitFixture();
        origin.Write("f", "1");
        origin.Commit("one");
        origin.Git("config", "uploadpack.allowFilter", "true");
        using var partial = origin.Clone("--filter=blob:none", "--no-checkout");

        Assert.Equal("f", Assert.Single(Scan(partial, "HEAD").Gaps, g => g.IsGap).Name);
    }

    private static Scanned Scan(GitFixture repository, string range)
    {
        using var source = CommitRangeSource.Open(repository.Path, GitEnvironment.None, range, null, CancellationToken.None);
        return Scanned.Of(source);
    }

    private static void Check(GitFixture repository, string range, params string[] arguments)
    {
        var scanned = Scan(repository, range);
        var listed = repository.Git(["rev-list", "--objects", "--no-object-names", .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kinds = Encoding.UTF8.GetString(repository.GitBytes(
            ["cat-file", "--batch-check=%(objecttype) %(objectname)"], Encoding.ASCII.GetBytes(string.Join('\n', listed) + "\n")));
        var expected = kinds.Split('\n').Where(l => !l.StartsWith("tree", StringComparison.Ordinal) && l.Length > 8).Select(l => l.Split(' ')[1]);

        Assert.Equal($"{range}: {string.Join(' ', expected.Distinct().Order(StringComparer.Ordinal))}", $"{range}: {string.Join(' ', scanned.Ids)}");
        Assert.Equal(scanned.Contents.Count, scanned.Ids.Count());
    }
}
