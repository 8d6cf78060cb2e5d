using System.Text;
using PatScan.Sources.Git;
using static PatScan.Tests.Git.PackBuilder;

namespace PatScan.Tests.Git;

/// <summary>Each test has a good object beside the bad one: one bad object never stops the rest.</summary>
public sealed class HostilePackTests
{
    private static readonly byte[] Good = "a good object that everything else is about"u8.ToArray();

    public static TheoryData<string> BadObjects => [.. Bad.Keys];

    private static readonly Dictionary<string, (Action<PackBuilder> Add, string Code)> Bad = new()
    {
        ["claims more than it has"] = (p => p.Entry("bad", 3, 500, [], Zlib(Good)), "git-corrupt-object"),
        ["claims less than it has"] = (p => p.Entry("bad", 3, 5, [], Zlib(Good)), "git-corrupt-object"),
        ["claims an exabyte"] = (p => p.Entry("bad", 3, 1L << 60, [], Zlib(Good)), "git-corrupt-object"),
        ["is a bomb"] = (p => p.Entry("bad", 3, 100, [], Zlib(new byte[50_000_000])), "git-corrupt-object"),
        ["is no zlib"] = (p => p.Entry("bad", 3, 30, [], Good), "git-corrupt-object"),
        ["has a wrong checksum"] = (p => p.Entry("bad", 3, Good.Length, [], [.. Zlib(Good)[..^1], 1]), "git-corrupt-object"),
        ["has type 0"] = (p => p.Entry("bad", 0, Good.Length, [], Zlib(Good)), "git-corrupt-object"),
        ["has type 5"] = (p => p.Entry("bad", 5, Good.Length, [], Zlib(Good)), "git-corrupt-object"),
        ["has an endless header"] = (p => p.Entry("bad", 3, 15, Enumerable.Repeat((byte)0xFF, 40).ToArray(), []), "git-corrupt-object"),
        ["lies behind the pack"] = (p => p.At("bad", 4000), "git-corrupt-object"),
        ["lies far behind the pack"] = (p => p.At("bad", 1L << 50), "git-corrupt-object"),
        ["lies in the header"] = (p => p.At("bad", 4), "git-corrupt-object"),
        ["lies at nothing"] = (p => p.At("bad", 0), "git-corrupt-object"),
        ["is based on itself by name"] = (p => p.OnName("bad", "bad", Delta(1, 1, Copy(0, 1))), "git-corrupt-object"),
        ["is based on itself by offset"] = (p => p.Entry("bad", 6, 5, Distance(0), Zlib(Good)), "git-corrupt-object"),
        ["is based before the pack"] = (p => p.Entry("bad", 6, 5, Distance(100_000), Zlib(Good)), "git-corrupt-object"),
        ["is based between objects"] = (p => p.Entry("bad", 6, 5, Distance(3), Zlib(Good)), "git-corrupt-object"),
        ["has an endless distance"] = (p => p.Entry("bad", 6, 5, Enumerable.Repeat((byte)0xFF, 40).ToArray(), []), "git-corrupt-object"),
        ["is based on nothing"] = (p => p.OnName("bad", "nobody", Delta(1, 1, Copy(0, 1))), "git-missing-base"),
        ["is for another base"] = (p => p.OnName("bad", "good", Delta(5, 5, Copy(0, 5))), "git-corrupt-object"),
        ["copies behind its base"] = (p => p.OnName("bad", "good", Delta(Good.Length, 5, Copy(40, 5))), "git-corrupt-object"),
        ["copies far behind its base"] = (p => p.OnName("bad", "good", Delta(Good.Length, 5, Copy(uint.MaxValue, 5))), "git-corrupt-object"),
        ["copies more than it makes"] = (p => p.OnName("bad", "good", Delta(Good.Length, 5, Copy(0, 6))), "git-corrupt-object"),
        ["makes less than it says"] = (p => p.OnName("bad", "good", Delta(Good.Length, 5, Copy(0, 4))), "git-corrupt-object"),
        ["inserts more than it has"] = (p => p.OnName("bad", "good", Delta(Good.Length, 100, [100, 1, 2])), "git-corrupt-object"),
        ["inserts more than it makes"] = (p => p.OnName("bad", "good", Delta(Good.Length, 2, Insert(1, 2, 3))), "git-corrupt-object"),
        ["has instruction 0"] = (p => p.OnName("bad", "good", Delta(Good.Length, 1, [0])), "git-corrupt-object"),
        ["has half an instruction"] = (p => p.OnName("bad", "good", Delta(Good.Length, 1, [0xFF, 1])), "git-corrupt-object"),
        ["has no sizes"] = (p => p.OnName("bad", "good", [0xFF, 0xFF]), "git-corrupt-object"),
        ["has endless sizes"] = (p => p.OnName("bad", "good", Enumerable.Repeat((byte)0xFF, 40).ToArray()), "git-corrupt-object"),
        ["is an empty delta"] = (p => p.OnName("bad", "good", []), "git-corrupt-object"),
        ["makes a petabyte"] = (p => p.OnName("bad", "good", Delta(Good.Length, 1L << 50, Copy(0, 5))), "git-object-too-large"),
        ["makes a negative size"] = (p => p.OnName("bad", "good", [.. Number(Good.Length), 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]), "git-corrupt-object"),
    };

    [Theory, MemberData(nameof(BadObjects))]
    public void A_bad_object_is_one_gap_and_the_rest_is_scanned(string what)
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good);
        Bad[what].Add(packs);
        packs.OnOffset("fine", "good", Delta(Good.Length, 4, Copy(2, 4))).Write();

        var scanned = Gathering.Of(packs.Repository);

        Assert.Equal(["a good object that everything else is about", "good"], scanned.Objects.Select(o => Encoding.UTF8.GetString(o.Content)).Order());
        var gap = Assert.Single(scanned.Gaps);
        Assert.Equal((Id("bad").ToString(), Bad[what].Code), (gap.Name, gap.Reason.Code));
        Assert.True(gap.IsGap);
    }

    [Theory, MemberData(nameof(BadObjects))]
    public void Reading_a_bad_object_by_its_id_says_why(string what)
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good);
        Bad[what].Add(packs);
        packs.Write();
        using var store = ObjectStore.Open(packs.Repository, new GitLimits());

        Assert.True(store.Contains(Id("bad")));
        var trouble = Assert.Throws<InvalidObjectException>(() => store.TryRead(Id("bad"), out _, out _));
        Assert.Equal(Bad[what].Code, trouble.Reason.Code);
        Assert.True(store.TryRead(Id("good"), out _, out var good));
        Assert.Equal(Good, good);
    }

    [Fact]
    public void What_depends_on_a_bad_object_is_named_too()
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good).Entry("bad", 3, 5, [], Zlib(Good));
        packs.OnOffset("child", "bad", Delta(5, 5, Copy(0, 5))).OnName("grandchild", "child", Delta(5, 5, Copy(0, 5))).Write();

        var scanned = Gathering.Of(packs.Repository);

        Assert.Single(scanned.Objects);
        Assert.Equal(new[] { "bad", "child", "grandchild" }.Select(n => Id(n).ToString()).Order(), scanned.Gaps.Select(g => g.Name).Order());
    }

    [Fact]
    public void Deltas_in_a_circle_are_gaps_and_so_is_what_hangs_on_them()
    {
        using var packs = new PackBuilder();
        var same = Delta(Good.Length, Good.Length, Copy(0, Good.Length));
        packs.OnName("a", "b", same).OnName("b", "c", same).OnName("c", "a", same).OnName("d", "a", same).OnName("e", "d", same);
        packs.Whole("good", Good).Write();

        var scanned = Gathering.Of(packs.Repository);

        Assert.Single(scanned.Objects);
        Assert.Equal(5, scanned.Gaps.Count);
    }

    [Fact]
    public void Deltas_in_a_circle_through_two_packs_are_gaps()
    {
        using var packs = new PackBuilder();
        var same = Delta(Good.Length, Good.Length, Copy(0, Good.Length));
        packs.OnName("a", "b", same).Whole("good", Good).Write();
        packs.OnName("b", "a", same).Write();

        var scanned = Gathering.Of(packs.Repository);

        Assert.Single(scanned.Objects);
        Assert.Equal(2, scanned.Gaps.Count);
    }

    [Fact]
    public void A_delta_of_an_object_in_another_pack_or_a_loose_file_is_read()
    {
        using var packs = new PackBuilder();
        packs.OnName("a", "b", Delta(6, 3, Copy(0, 3))).OnOffset("aa", "a", Delta(3, 2, Copy(1, 2))).Write();
        packs.Whole("b", "base b"u8.ToArray()).OnName("c", "loose", Delta(5, 5, Copy(0, 5))).Write();
        packs.Loose("loose", Zlib("blob 5\0loose"u8));

        var scanned = Gathering.Of(packs.Repository);

        Assert.Empty(scanned.Gaps);
        Assert.Equal(["as", "bas", "base b", "loose", "loose"], scanned.Objects.Select(o => Encoding.UTF8.GetString(o.Content)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_broken_copy_does_not_hide_a_good_one(bool loose)
    {
        using var packs = new PackBuilder();
        packs.Whole("other", Good).Entry("object", 3, 5, [], Zlib(Good)).OnOffset("child", "object", Delta(3, 2, Copy(0, 2))).Write();
        if (loose)
        {
            packs.Loose("object", Zlib("blob 3\0fit"u8));
        }
        else
        {
            packs.Whole("object", "fit"u8.ToArray()).Write();
        }

        var scanned = Gathering.Of(packs.Repository);

        Assert.Empty(scanned.Gaps);
        Assert.Equal(["a good object that everything else is about", "fi", "fit"], scanned.Objects.Select(o => Encoding.UTF8.GetString(o.Content)).Order());
        using var store = ObjectStore.Open(packs.Repository, new GitLimits());
        Assert.True(store.TryRead(Id("object"), out _, out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chain_of_a_hundred_thousand_deltas_is_walked(bool byName)
    {
        const int Length = 100_000;
        using var packs = new PackBuilder();
        packs.Whole("0", new byte[8]);
        for (var i = 1; i <= Length; i++)
        {
            var delta = Delta(8, 8, Insert((byte)i, (byte)(i >> 8), (byte)(i >> 16)), Copy(3, 5));
            _ = byName ? packs.OnName($"{i}", $"{i - 1}", delta) : packs.OnOffset($"{i}", $"{i - 1}", delta);
        }

        packs.Write();

        var scanned = Gathering.Of(packs.Repository);

        Assert.Empty(scanned.Gaps);
        Assert.Equal(Length + 1, scanned.Objects.DistinctBy(o => BitConverter.ToInt64(o.Content)).Count());
        using var store = ObjectStore.Open(packs.Repository, new GitLimits());
        Assert.True(store.TryRead(Id($"{Length}"), out _, out var last));
        Assert.Equal(Length, BitConverter.ToInt64(last));
        Assert.True(store.TryReadKind(Id($"{Length}"), out var kind, out _));
        Assert.Equal(ObjectKind.Blob, kind);
    }

    [Fact]
    public void A_wide_and_deep_tree_is_walked_with_hardly_any_memory()
    {
        using var packs = new PackBuilder();
        packs.Whole("1", new byte[5000]);
        for (var i = 2; i < 2048; i++)
        {
            packs.OnOffset($"{i}", $"{i / 2}", Delta(5000, 5000, Insert((byte)i, (byte)(i >> 8)), Copy(2, 4998)));
        }

        packs.Write();

        var scanned = Gathering.Of(packs.Repository, new GitLimits { BaseBudget = 10_000, CacheBytes = 0 });

        Assert.Empty(scanned.Gaps);
        Assert.Equal(2047, scanned.Objects.DistinctBy(o => BitConverter.ToInt64(o.Content)).Count());
    }

    [Fact]
    public void Objects_over_the_memory_limit_are_streamed_and_their_deltas_are_a_named_gap()
    {
        using var packs = new PackBuilder();
        packs.Whole("large", new byte[5000]).OnOffset("child", "large", Delta(5000, 3, Copy(0, 3)));
        packs.Whole("good", Good).OnOffset("grows", "good", Delta(Good.Length, 4000, Enumerable.Repeat(Copy(0, 40), 100).ToArray())).Write();

        var scanned = Gathering.Of(packs.Repository, new GitLimits { MaxInMemory = 2000, StreamFrom = 1000 });

        Assert.Equal([Good.Length, 5000], scanned.Objects.Select(o => o.Content.Length).Order());
        Assert.Equal(["git-object-too-large", "git-object-too-large"], scanned.Gaps.Select(g => g.Reason.Code));
    }

    [Theory]
    [InlineData(5000, 4)]
    [InlineData(5000, 40)]
    [InlineData(4000, 0)]
    public void A_large_object_that_is_broken_is_a_gap_although_it_is_streamed(int claimed, int cut)
    {
        using var packs = new PackBuilder();
        var data = new byte[5000];
        new Random(1).NextBytes(data);
        packs.Entry("large", 3, claimed, [], Zlib(data)[..^cut]).Write();

        var scanned = Gathering.Of(packs.Repository, new GitLimits { StreamFrom = 1000 });

        Assert.Equal("git-corrupt-object", Assert.Single(scanned.Gaps).Reason.Code);
    }

    [Fact]
    public void A_pack_of_garbage_names_some_objects_and_counts_the_others()
    {
        using var packs = new PackBuilder();
        for (var i = 0; i < 1000; i++)
        {
            packs.Entry($"{i}", 3, 20, [], Good);
        }

        packs.Write();

        var scanned = Gathering.Of(packs.Repository, new GitLimits { NamedPerPack = 10 });

        Assert.Equal(11, scanned.Gaps.Count);
        Assert.Contains(scanned.Gaps, g => g.Name.StartsWith("990 further objects of ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_object_that_its_index_lists_twice_comes_once()
    {
        using var packs = new PackBuilder();
        packs.Whole("twice", Good).Whole("twice", Good).Write();

        Assert.Single(Gathering.Of(packs.Repository).Objects);
    }

    [Fact]
    public void No_gap_holds_content()
    {
        foreach (var what in Bad.Keys)
        {
            using var packs = new PackBuilder();
            packs.Whole("good", Good);
            Bad[what].Add(packs);
            packs.Write();

            Assert.DoesNotContain(Gathering.Of(packs.Repository).Gaps, g => $"{g}".Contains("everything else", StringComparison.Ordinal));
        }
    }
}
