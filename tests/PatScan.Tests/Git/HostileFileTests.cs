using PatScan.Sources.Git;
using static PatScan.Tests.Git.PackBuilder;

namespace PatScan.Tests.Git;

/// <summary>Pack, index and loose files that are damaged as a whole.</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] Good = "a good object"u8.ToArray();

    [Theory]
    [InlineData("no pack", "git-index-without-pack")]
    [InlineData("no index", "git-pack-without-index")]
    [InlineData("empty pack", "git-corrupt-pack")]
    [InlineData("empty index", "git-corrupt-pack")]
    [InlineData("short pack", "git-corrupt-pack")]
    [InlineData("short index", "git-corrupt-pack")]
    [InlineData("other magic", "git-unsupported-format")]
    [InlineData("pack version 4", "git-unsupported-format")]
    [InlineData("index version 3", "git-unsupported-format")]
    [InlineData("index magic", "git-corrupt-pack")]
    [InlineData("fan-out", "git-corrupt-pack")]
    [InlineData("fan-out of billions", "git-corrupt-pack")]
    public void A_pack_that_cannot_be_used_is_named_and_the_others_are_scanned(string what, string code)
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good).Write();
        var bad = packs.Whole("bad", "unread"u8.ToArray()).Write(
            what switch
            {
                "empty pack" => _ => [],
                "short pack" => bytes => bytes[..20],
                "other magic" => bytes => [.. "JUNK"u8, .. bytes[4..]],
                "pack version 4" => bytes => [.. bytes[..7], 4, .. bytes[8..]],
                _ => null,
            },
            what switch
            {
                "empty index" => _ => [],
                "short index" => bytes => bytes[..1000],
                "index version 3" => bytes => [.. bytes[..7], 3, .. bytes[8..]],
                "index magic" => bytes => [0, .. bytes[1..]],
                "fan-out" => bytes => [.. bytes[..10], 1, .. bytes[11..]],
                "fan-out of billions" => bytes => [.. bytes[..1028], 255, 255, 255, 255, .. bytes[1032..]],
                _ => null,
            });
        if (what.StartsWith("no ", StringComparison.Ordinal))
        {
            File.Delete(what == "no pack" ? bad : Path.ChangeExtension(bad, ".idx"));
        }

        var scanned = Gathering.Of(packs.Repository);

        Assert.Equal(Good, Assert.Single(scanned.Objects).Content);
        Assert.Equal(code, Assert.Single(scanned.Gaps).Reason.Code);
    }

    [Fact]
    public void A_pack_that_is_cut_short_is_scanned_as_far_as_it_goes()
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good).Whole("lost", new byte[1000]).Whole("lost too", Good).Write(bytes => bytes[..^50]);

        var scanned = Gathering.Of(packs.Repository);

        Assert.Equal(Good, Assert.Single(scanned.Objects).Content);
        Assert.Equal(["git-corrupt-object", "git-corrupt-object", "git-corrupt-pack"], scanned.Gaps.Select(g => g.Reason.Code).Order());
    }

    [Fact]
    public void A_pack_with_more_objects_than_its_index_is_a_gap_and_scanned()
    {
        using var packs = new PackBuilder();
        packs.Whole("good", Good).Write(bytes => [.. bytes[..11], 9, .. bytes[12..]]);

        var scanned = Gathering.Of(packs.Repository);

        Assert.Single(scanned.Objects);
        Assert.Equal("git-corrupt-pack", Assert.Single(scanned.Gaps).Reason.Code);
    }

    public static TheoryData<string, byte[]> LooseFileCases => new()
    {
        { "empty", [] },
        { "no zlib", "blob 3\0abc"u8.ToArray() },
        { "unknown kind", Zlib("blub 3\0abc"u8) },
        { "no size", Zlib("blob \0abc"u8) },
        { "signed size", Zlib("blob +3\0abc"u8) },
        { "negative size", Zlib("blob -3\0abc"u8) },
        { "endless size", Zlib("blob 33333333333333333333333333333333333333333333333\0abc"u8) },
        { "exabyte", Zlib("blob 1152921504606846976\0abc"u8) },
        { "overflow", Zlib("blob 9223372036854775807\0abc"u8) },
        { "too short", Zlib("blob 4\0abc"u8) },
        { "too long", Zlib("blob 2\0abc"u8) },
        { "bomb", Zlib([.. "blob 2\0"u8, .. new byte[30_000_000]]) },
        { "cut", Zlib("blob 3\0abc"u8)[..^2] },
    };

    [Theory, MemberData(nameof(LooseFileCases))]
    public void A_bad_loose_file_is_one_gap(string what, byte[] file)
    {
        Assert.NotNull(what);
        using var packs = new PackBuilder();
        packs.Loose("bad", file);
        packs.Loose("good", Zlib("blob 13\0a good object"u8));

        foreach (var limits in new[] { new GitLimits(), new GitLimits { StreamFrom = 1 } })
        {
            var scanned = Gathering.Of(packs.Repository, limits);

            Assert.Contains(scanned.Objects, o => o.Content.AsSpan().SequenceEqual(Good));
            Assert.Equal(Id("bad").ToString(), Assert.Single(scanned.Gaps).Name);
        }

        using var store = ObjectStore.Open(packs.Repository, new GitLimits());
        Assert.Throws<InvalidObjectException>(() => store.TryRead(Id("bad"), out _, out _));
    }
}
