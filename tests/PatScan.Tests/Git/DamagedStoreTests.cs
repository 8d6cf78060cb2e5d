using CsCheck;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>Honest packs with some bytes changed, cut or repeated: whatever is left is read, nothing crashes or hangs.</summary>
public sealed class DamagedStoreTests
{
    [Fact]
    public void A_damaged_pack_or_index_is_read_without_a_crash()
    {
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            using var packs = new PackBuilder();
            var source = "the base of the others, which is somewhat longer"u8.ToArray();
            packs.Whole("0", source);
            for (var i = 1; i < 20; i++)
            {
                var delta = PackBuilder.Delta(source.Length, source.Length, PackBuilder.Insert((byte)i), PackBuilder.Copy(1, source.Length - 1));
                _ = random.Next(2) == 0 ? packs.OnName($"{i}", $"{random.Next(i)}", delta) : packs.OnOffset($"{i}", $"{random.Next(i)}", delta);
            }

            packs.Write(bytes => random.Next(3) > 0 ? Damage(bytes, random) : bytes, bytes => random.Next(3) == 0 ? Damage(bytes, random) : bytes);

            var scanned = Gathering.Of(packs.Repository, new GitLimits { MaxInMemory = 1 << 20 });
            using var store = ObjectStore.Open(packs.Repository, new GitLimits { MaxInMemory = 1 << 20 });
            foreach (var id in Enumerable.Range(0, 20).Select(i => PackBuilder.Id($"{i}")))
            {
                try
                {
                    Assert.True(!store.TryRead(id, out _, out var content) || content.Length <= 1 << 20);
                }
                catch (InvalidObjectException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }

            Assert.True(scanned.Objects.Count + scanned.Gaps.Count > 0);
        }, iter: 150, threads: 1, seed: "0N0XIzNsQ0O2", print: seed => $"{seed}");
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
