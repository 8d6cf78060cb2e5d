using System.Globalization;
using System.Text;
using CsCheck;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class ObjectParserTests
{
    private const string Id1 = "1111111111111111111111111111111111111111";
    private const string Id2 = "2222222222222222222222222222222222222222";

    [Fact]
    public void A_commit_gives_what_git_log_shows()
    {
        using var repository = new GitFixture();
        repository.Commit("one");
        repository.Git("checkout", "-q", "--orphan", "side");
        repository.Commit("side");
        repository.Environment["GIT_AUTHOR_DATE"] = "1700000000 -0730";
        repository.Environment["GIT_AUTHOR_NAME"] = "Änne";
        repository.Git("merge", "-q", "--allow-unrelated-histories", "-m", "subject\n\nbody ü", "main");

        var commit = CommitObject.Parse(repository.GitBytes(["cat-file", "commit", "HEAD"]), ObjectId.Sha1Length);
        var log = repository.Git("log", "-1", "--format=%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B").TrimEnd('\n').Split('\n', 9);

        string[] actual =
        [
            commit.Tree.ToString(), string.Join(' ', commit.Parents), commit.Author.Name, commit.Author.Email, Iso(commit.Author.Date),
            commit.Committer.Name, commit.Committer.Email, Iso(commit.Committer.Date), commit.Message.TrimEnd('\n'),
        ];
        Assert.Equal(log, actual);

        static string Iso(DateTimeOffset? date) => date!.Value.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_message_is_read_in_the_encoding_that_it_names()
    {
        var named = Commit("encoding ISO-8859-1\n\n"u8, [0xE4]);
        var broken = Commit("\n"u8, [0xE4]);
        var unknown = Commit("encoding no-such-thing\n\n"u8, [0xC3, 0xA4]);

        Assert.Equal(["ä", "ä", "ä"], [named.Message, broken.Message, unknown.Message]);
    }

    [Theory]
    [InlineData("Ann <ann@x> 1700000000 +0200", "Ann", "ann@x", "2023-11-15T00:13:20+02:00")]
    [InlineData("Ann <ann@x> 1700000000 +9999", "Ann", "ann@x", "2023-11-14T22:13:20+00:00")]
    [InlineData("Ann <ann@x> 1700000000", "Ann", "ann@x", "2023-11-14T22:13:20+00:00")]
    [InlineData("Ann <ann@x>", "Ann", "ann@x", "")]
    [InlineData("<ann@x> 99999999999999999 +0000", "", "ann@x", "")]
    [InlineData("Ann", "Ann", "", "")]
    [InlineData("A <b> C <d> 0 +0000", "A", "b> C <d", "1970-01-01T00:00:00+00:00")]
    [InlineData("", "", "", "")]
    [InlineData("X <> 253402300799 +1400", "X", "", "9999-12-31T23:59:59+00:00")]
    public void A_signature_with_parts_missing_is_read_as_far_as_it_goes(string line, string name, string email, string date)
    {
        var signature = GitSignature.Parse(Encoding.UTF8.GetBytes(line), default);

        Assert.Equal((name, email), (signature.Name, signature.Email));
        Assert.Equal(date, signature.Date?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) ?? "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree 123\n")]
    [InlineData("parent 1111111111111111111111111111111111111111\n")]
    [InlineData("tree 1111111111111111111111111111111111111111\nparent 22\n\nx")]
    [InlineData("tree 1111111111111111111111111111111111111111")]
    public void A_commit_without_its_links_is_malformed(string content) =>
        Assert.Throws<GitFormatException>(() => CommitObject.Parse(Encoding.UTF8.GetBytes(content), ObjectId.Sha1Length));

    [Fact]
    public void A_tag_gives_its_target_tagger_and_message()
    {
        using var repository = new GitFixture();
        var commit = repository.Commit("one");
        repository.Git("tag", "-a", "-m", "the message", "v1");

        var tag = TagObject.Parse(repository.GitBytes(["cat-file", "tag", "v1"]), ObjectId.Sha1Length);

        Assert.Equal((commit, "v1", "Carl Committer", "the message\n"), (tag.Target.ToString(), tag.Name, tag.Tagger!.Name, tag.Message));
    }

    [Fact]
    public void A_tree_gives_its_entries()
    {
        using var repository = new GitFixture();
        repository.Write("a b/c", "1");
        repository.Write("ü", "2");
        File.CreateSymbolicLink(Path.Join(repository.Path, "link"), "target");
        repository.Commit("one");

        var tree = new TreeReader(repository.GitBytes(["cat-file", "tree", "HEAD^{tree}"]), ObjectId.Sha1Length);
        var entries = new List<string>();
        while (tree.Next())
        {
            entries.Add($"{Convert.ToString(tree.Current.Mode, 8).PadLeft(6, '0')} {Convert.ToHexStringLower(tree.Current.Id)} {GitText.Decode(tree.Current.Name)} {tree.Current.Kind}");
        }

        string[] kinds = ["Folder", "Link", "File"];
        var expected = repository.Git("-c", "core.quotePath=false", "ls-tree", "--format=%(objectmode) %(objectname) %(path)", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Zip(kinds, (e, k) => $"{e} {k}"), entries);
    }

    [Fact]
    public void A_damaged_object_is_refused_and_never_crashes()
    {
        var good = Encoding.UTF8.GetBytes(
            $"tree {Id1}\nparent {Id2}\nauthor A <a@b> 1 +0100\ncommitter C <c@d> 2 -0100\nencoding latin1\ngpgsig x\n y\n\nmessage");
        var tag = Encoding.UTF8.GetBytes($"object {Id1}\ntype commit\ntag v\ntagger A <a@b> 1 +0100\n\nmessage");
        var tree = Encoding.Latin1.GetBytes("100644 a\0aaaaaaaaaaaaaaaaaaaa40000 b\0bbbbbbbbbbbbbbbbbbbb");
        Mutations.Of(good, tag, tree).Sample(bytes => { FuzzTargets.Fuzz(bytes); }, iter: 20_000);
    }

    [Fact]
    public void Names_that_are_not_utf8_stay_different()
    {
        Assert.Equal("aäb", GitText.Decode("aäb"u8));
        Assert.Equal("a\\xe4b\\xff", GitText.Decode([(byte)'a', 0xE4, (byte)'b', 0xFF]));
        Assert.Equal("\\xe4ä", GitText.Decode([0xE4, 0xC3, 0xA4]));
    }

    private static CommitObject Commit(ReadOnlySpan<byte> header, byte[] message) =>
        CommitObject.Parse([.. Encoding.UTF8.GetBytes($"tree {Id1}\n"), .. header, .. message], ObjectId.Sha1Length);
}
