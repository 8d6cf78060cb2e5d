using System.IO.Compression;
using PatScan.Sources.Git.Zlib;
using PatScan.Tests.Git;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>Our inflater against the runtime's, and whole against in pieces.</summary>
internal sealed unsafe class InflateTarget : IFuzzTarget
{
    private const int Largest = 100_000;

    private readonly GuardedMemory input = new(3 * Largest);
    private readonly GuardedMemory output = new(3 * Largest);
    private readonly Inflater inflater = new();
    private long good;

    public void Run(Random random)
    {
        var content = ZlibSamples.Content(random, Largest);
        var data = ZlibSamples.Pack(random, content);
        if (random.Next(4) > 0)
        {
            data = Mutation.Of(data, random);
        }

        // The runtime takes data that end early for data that end, and some broken codes for long ones: only what is followed
        // by enough bytes to decide can be compared.
        var decided = random.Next(3) > 0;
        if (decided)
        {
            data = [.. data, .. new byte[400]];
        }

        var size = Math.Max(0, content.Length + (random.Next(4) == 0 ? random.Next(-20, 400) : 0));
        var slack = random.Next(2) * Inflater.Slack;
        var source = input.Put(data);
        var result = output.Last(size + slack);
        var state = inflater.Inflate(source, data.Length, result, size, slack, out var written);
        var bytes = new ReadOnlySpan<byte>(result, (int)written).ToArray();
        Compare(state, bytes, data, size, decided);
        InPieces(state, bytes, source, data.Length, size, 1 + random.Next(5000));
        good += state == InflateResult.Done ? 1 : 0;
    }

    public override string ToString() => $"{good} inflated to their end";

    public void Dispose()
    {
        input.Dispose();
        output.Dispose();
    }

    private static void Compare(InflateResult state, byte[] bytes, byte[] data, int size, bool decided)
    {
        byte[]? expected = null;
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            var all = new byte[size + 1];
            expected = all[..stream.ReadAtLeast(all, all.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // it asks for a dictionary, or is broken
        }

        var same = state switch
        {
            InflateResult.Done => expected is not null && expected.AsSpan().SequenceEqual(bytes),
            InflateResult.Full => bytes.Length == size && (expected is null || expected.AsSpan(0, Math.Min(size, expected.Length)).SequenceEqual(bytes)),
            InflateResult.Truncated => true,
            _ => expected is null || expected.Length > size || !decided,
        };
        if (!same)
        {
            throw new InvalidOperationException($"{state} where the runtime {(expected is null ? "fails" : $"gives {expected.Length} bytes")}: {Convert.ToHexString(data)}");
        }
    }

    private void InPieces(InflateResult whole, byte[] bytes, byte* source, int sourceLength, int size, int piece)
    {
        const int History = 32 * 1024;
        var made = 0;
        uint checksum = Adler32.Empty;
        inflater.Begin(source, sourceLength);
        InflateResult state;
        var memory = output.Last(History + piece);
        do
        {
            var history = Math.Min(made, History);
            new ReadOnlySpan<byte>(bytes, made - history, history).CopyTo(new Span<byte>(memory + History - history, history));
            state = inflater.Continue(memory + History, history, Math.Min(piece, size - made), 0, out var written);
            if (whole != InflateResult.Corrupt && !new ReadOnlySpan<byte>(memory + History, (int)written).SequenceEqual(bytes.AsSpan(made, (int)written)))
            {
                throw new InvalidOperationException("other bytes in pieces");
            }

            if (whole == InflateResult.Corrupt && written > bytes.Length - made)
            {
                return;
            }

            checksum = Adler32.Compute(memory + History, written, checksum);
            made += (int)written;
        }
        while (state == InflateResult.Full && made < size);
        if (state == InflateResult.Done)
        {
            inflater.HasChecksum(checksum, out state);
        }

        // The fast loop may meet something broken behind the size before it looks at the size.
        if (state != whole && !(state == InflateResult.Full && whole == InflateResult.Corrupt && made == size))
        {
            throw new InvalidOperationException($"{state} in pieces, {whole} at once");
        }
    }
}
