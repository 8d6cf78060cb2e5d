using CsCheck;

namespace PatScan.Tests.Git;

/// <summary>Good bytes, damaged: a few changed, a stretch cut out, doubled, or the end missing.</summary>
internal static class Mutations
{
    public static Gen<byte[]> Of(params byte[][] seeds) =>
        Gen.Select(Gen.Int[0, seeds.Length - 1].Select(i => seeds[i]), Gen.Int[0, 3], Gen.UInt, Gen.UInt, Gen.Byte.Array[0, 8], (seed, how, from, length, noise) =>
        {
            if (seed.Length == 0)
            {
                return noise;
            }

            var start = (int)(from % (uint)seed.Length);
            var end = start + (int)(length % (uint)(seed.Length - start + 1));
            return how switch
            {
                0 => (byte[])[.. seed[..start], .. noise, .. seed[Math.Min(seed.Length, start + noise.Length)..]],
                1 => [.. seed[..start], .. seed[end..]],
                2 => [.. seed[..end], .. seed[start..]],
                _ => seed[..start],
            };
        });
}
