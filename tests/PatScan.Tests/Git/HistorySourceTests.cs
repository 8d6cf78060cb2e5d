using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public sealed class HistorySourceTests
{
    [Theory, MemberData(nameof(Layouts.Names), MemberType = typeof(Layouts))]
    public void Every_blob_commit_and_tag_comes_exactly_once(string layout)
    {
        var repository = Layouts.Get(layout);

        var scanned = Gathering.Of(Oracle.Locate(repository));

        Assert.Empty(scanned.Gaps);
        AssertSame(repository, scanned, "blob", "commit", "tag");
    }

    [Theory, MemberData(nameof(Layouts.Names), MemberType = typeof(Layouts))]
    public void Content_does_not_depend_on_limits_that_make_it_spill_and_stream(string layout)
    {
        var repository = Layouts.Get(layout);

        var scanned = Gathering.Of(Oracle.Locate(repository), new GitLimits { BaseBudget = 0, StreamFrom = 100, CacheBytes = 0 });

        Assert.Empty(scanned.Gaps);
        AssertSame(repository, scanned, "blob", "commit", "tag");
    }

    [Fact]
    public void Trees_come_when_they_are_asked_for()
    {
        var repository = Layouts.Get("deep chains");
        using var store = ObjectStore.Open(Oracle.Locate(repository), new GitLimits());

        AssertSame(repository, Gathering.Of(new HistorySource(store, ObjectKind.Tree)), "tree");
    }

    [Fact]
    public void An_empty_repository_gives_nothing()
    {
        using var repository = new GitFixture();

        var scanned = Gathering.Of(Oracle.Locate(repository));

        Assert.Equal((0, 0), (scanned.Objects.Count, scanned.Gaps.Count));
    }

    [Fact]
    public void Unreachable_objects_are_scanned_too()
    {
        var repository = Layouts.Get("cruft pack");

        Assert.NotEmpty(Directory.GetFiles(Path.Join(repository.ObjectsPath, "pack"), "*.mtimes"));
        Assert.Contains(Gathering.Of(Oracle.Locate(repository)).Objects, o => o.Content.AsSpan().SequenceEqual("amended away"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Random_histories_come_as_git_tells_them(int seed)
    {
        using var repository = RandomHistory.Make(seed);

        AssertSame(repository, Gathering.Of(Oracle.Locate(repository)), "blob", "commit", "tag");
    }

    private static void AssertSame(GitFixture repository, Gathering scanned, params string[] kinds)
    {
        var expected = Oracle.Objects(repository).Where(o => kinds.Contains(o.Value.Kind)).ToDictionary();
        Assert.Equal(expected.Keys.Order(), scanned.Objects.Select(o => o.Id).Order());
        foreach (var (kind, id, content) in scanned.Objects)
        {
            Assert.Equal(expected[id].Kind == "tree" ? "blob" : expected[id].Kind, kind.ToString().ToLowerInvariant());
            Assert.True(expected[id].Content.AsSpan().SequenceEqual(content), id);
        }
    }
}
