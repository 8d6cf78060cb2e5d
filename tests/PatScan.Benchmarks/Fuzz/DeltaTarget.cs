using PatScan.Sources.Git;
using PatScan.Sources.Git.Zlib;
using PatScan.Tests.Git;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>Deltas against a slow twin that checks every byte.</summary>
internal sealed unsafe class DeltaTarget : IFuzzTarget
{
    private const int Largest = 200_000;

    private readonly GuardedMemory source = new(Largest);
    private readonly GuardedMemory delta = new(Largest);
    private readonly GuardedMemory result = new(2 * Largest);
    private long good;

    public void Run(Random random)
    {
        var from = ZlibSamples.Content(random, 3000);
        var instructions = new List<byte[]>();
        var size = 0;
        for (var count = random.Next(12); count > 0; count--)
        {
            var length = from.Length == 0 ? 0 : random.Next(from.Length + 1);
            if (length > 0 && random.Next(2) == 0)
            {
                instructions.Add(PackBuilder.Copy((uint)random.Next(from.Length - length + 1), length));
                size += length;
            }
            else
            {
                var inserted = ZlibSamples.Content(random, 100).Take(random.Next(1, 128)).Append((byte)1).Take(127).ToArray();
                instructions.Add(PackBuilder.Insert(inserted));
                size += inserted.Length;
            }
        }

        var bytes = PackBuilder.Delta(from.Length, size, [.. instructions]);
        if (random.Next(4) > 0)
        {
            bytes = Mutation.Of(bytes, random);
        }

        var expected = DeltaTwin.Apply(from, bytes, Largest);
        var made = Apply(from, bytes);
        if (expected is null != made is null || (expected is not null && !expected.AsSpan().SequenceEqual(made)))
        {
            throw new InvalidOperationException($"differs from its twin: {Convert.ToHexString(from)} {Convert.ToHexString(bytes)}");
        }

        good += made is null ? 0 : 1;
    }

    public override string ToString() => $"{good} applied";

    public void Dispose()
    {
        source.Dispose();
        delta.Dispose();
        result.Dispose();
    }

    // With the slack that buffers have, and not a byte more.
    private byte[]? Apply(byte[] from, byte[] bytes)
    {
        var padding = new byte[Inflater.Slack];
        var instructions = delta.Put([.. bytes, .. padding]);
        long at = 0;
        if (!Delta.ReadSize(instructions, bytes.Length, ref at, out var sourceSize) || sourceSize != from.Length
            || !Delta.ReadSize(instructions, bytes.Length, ref at, out var size) || size > Largest)
        {
            return null;
        }

        var memory = result.Last((int)size + Inflater.Slack);
        return Delta.Apply(source.Put([.. from, .. padding]), from.Length, instructions, at, bytes.Length, memory, size)
            ? new ReadOnlySpan<byte>(memory, (int)size).ToArray()
            : null;
    }
}
