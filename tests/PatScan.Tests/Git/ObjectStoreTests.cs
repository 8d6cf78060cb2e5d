using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public sealed class ObjectStoreTests
{
    [Theory, MemberData(nameof(Layouts.Names), MemberType = typeof(Layouts))]
    public void Every_object_reads_as_git_reads_it(string layout)
    {
        var repository = Layouts.Get(layout);
        using var store = ObjectStore.Open(Oracle.Locate(repository), new GitLimits());

        Assert.Empty(store.Gaps);
        var objects = Oracle.Objects(repository);
        Assert.True(store.Count >= objects.Count);
        foreach (var (hex, (kind, content)) in objects)
        {
            var id = Oracle.Id(hex);
            Assert.True(store.Contains(id));
            Assert.True(store.TryRead(id, out var readKind, out var read));
            Assert.Equal(kind, readKind.ToString().ToLowerInvariant());
            Assert.True(content.AsSpan().SequenceEqual(read), hex);
            Assert.True(store.TryReadKind(id, out var headerKind, out var size));
            Assert.Equal((readKind, content.LongLength), (headerKind, size));
        }
    }

    [Fact]
    public void An_object_that_is_not_there_is_absent_not_an_error()
    {
        var repository = Layouts.Get("loose only");
        using var store = ObjectStore.Open(Oracle.Locate(repository), new GitLimits());

        var nobody = Oracle.Id(new string('4', 40));
        Assert.False(store.Contains(nobody));
        Assert.False(store.TryRead(nobody, out _, out _));
        Assert.False(store.TryReadKind(Oracle.Id(new string('4', 64)), out _, out _));
    }

    [Fact]
    public void An_empty_repository_has_no_objects()
    {
        using var repository = new GitFixture();
        using var store = ObjectStore.Open(Oracle.Locate(repository), new GitLimits());

        Assert.Equal((0, 0), (store.Count, store.Gaps.Count));
    }
}
