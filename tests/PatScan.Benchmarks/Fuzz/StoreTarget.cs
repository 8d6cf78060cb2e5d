using PatScan.Sources.Git;
using PatScan.Tests.Git;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>Stores with one damaged file: swept whole, then each object read by its id.</summary>
internal sealed class StoreTarget(StoreTarget.Part part) : IFuzzTarget
{
    private static readonly GitLimits Limits = new() { MaxInMemory = 1 << 20, StreamFrom = 3000, BaseBudget = 10_000, CacheBytes = 50_000 };

    private readonly string[] names = [.. Enumerable.Range(0, 12).Select(i => $"{i}")];
    private readonly PackBuilder packs = new();
    private long objects, gaps;

    public enum Part
    {
        Pack,
        Index,
        Loose,
    }

    public void Run(Random random)
    {
        foreach (var file in Directory.EnumerateFiles(packs.Directory, "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        var contents = new List<byte[]>();
        foreach (var name in names)
        {
            Add(random, name, contents);
        }

        packs.Write(part == Part.Pack ? bytes => Damage(bytes, random) : null, part == Part.Index ? bytes => Damage(bytes, random) : null);
        packs.Whole("0", "a second copy"u8.ToArray()).OnName("other", "3", PackBuilder.Delta(5, 3, PackBuilder.Copy(0, 3))).Write();
        var loose = PackBuilder.Zlib([.. "blob 4000\0"u8, .. ZlibSamples.Content(random, 5000)]);
        packs.Loose("1", part == Part.Loose ? Damage(loose, random) : loose);
        packs.Loose("loose", part == Part.Loose ? Damage(PackBuilder.Zlib("commit 5\0hello"u8), random) : PackBuilder.Zlib("tag 3\0tag"u8));

        using var store = ObjectStore.Open(packs.Repository, Limits);
        var result = BarePass.Run(new HistorySource(store), 1);
        objects += result.Objects;
        gaps += result.Gaps.Count;
        foreach (var name in names.Append("other").Append("loose"))
        {
            Read(store, PackBuilder.Id(name));
        }
    }

    public override string ToString() => $"{objects} objects, {gaps} gaps";

    public void Dispose() => packs.Dispose();

    private static void Read(ObjectStore store, ObjectId id)
    {
        try
        {
            store.TryReadKind(id, out _, out _);
            store.TryRead(id, out _, out _);
        }
        catch (InvalidObjectException)
        {
        }
    }

    private void Add(Random random, string name, List<byte[]> contents)
    {
        var content = ZlibSamples.Content(random, 5000);
        var other = random.Next(-1, contents.Count);
        if (other < 0)
        {
            packs.Whole(name, content, random.Next(1, 5));
        }
        else
        {
            var source = contents[other];
            var inserted = content.Take(100).Append((byte)1).ToArray();
            var delta = PackBuilder.Delta(source.Length, source.Length + inserted.Length, source.Length > 0 ? PackBuilder.Copy(0, source.Length) : [], PackBuilder.Insert(inserted));
            content = [.. source, .. inserted];
            _ = random.Next(2) == 0 ? packs.OnName(name, names[other], delta) : packs.OnOffset(name, names[other], delta);
        }

        contents.Add(content);
    }

    // Sometimes up to the end of a page, behind which a mapped file cannot be read.
    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = random.Next(20) == 0 ? bytes : Mutation.Of(bytes, random);
        return random.Next(4) == 0 ? [.. damaged, .. new byte[(4096 - damaged.Length % 4096) % 4096].Select(_ => (byte)random.Next(256))] : damaged;
    }
}
