using System.IO.Compression;
using CsCheck;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Tests.Git;

/// <summary>Our inflater against the runtime's. The fuzzer in the benchmarks goes on where this ends.</summary>
public sealed unsafe class InflaterTests
{
    [Fact]
    public void Whatever_the_runtime_packs_comes_back()
    {
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var content = ZlibSamples.Content(random, 200_000);
            var data = ZlibSamples.Pack(random, content);

            AssertGives(InflateResult.Done, content, Inflate(data, content.Length, slack: 0));
            AssertGives(InflateResult.Done, content, Inflate(data, content.Length, Inflater.Slack));
            AssertGives(InflateResult.Done, content, Inflate(data, content.Length + 1000, slack: 0));
        }, iter: 300, seed: "0N0XIzNsQ0O2", print: seed => $"{seed}");
    }

    [Fact]
    public void More_than_there_is_room_for_stops_at_the_last_byte()
    {
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var content = (byte[])[.. ZlibSamples.Content(random, 20_000), 1];
            var data = ZlibSamples.Pack(random, content);
            var room = random.Next(content.Length);

            AssertGives(InflateResult.Full, content[..room], Inflate(data, room, slack: 0));
            AssertGives(InflateResult.Full, content[..room], Inflate(data, room, Inflater.Slack));
        }, iter: 300, seed: "0N0XIzNsQ0O2", print: seed => $"{seed}");
    }

    [Fact]
    public void Data_that_end_early_are_told_from_data_that_end()
    {
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var content = ZlibSamples.Content(random, 2000);
            var data = ZlibSamples.Pack(random, content);

            Assert.Equal(InflateResult.Truncated, Inflate(data[..random.Next(data.Length)], content.Length, slack: 0).Result);
        }, iter: 1000, seed: "0N0XIzNsQ0O2", print: seed => $"{seed}");
    }

    [Fact]
    public void A_changed_byte_gives_what_the_runtime_makes_of_it_or_an_error()
    {
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var content = ZlibSamples.Content(random, 2000);
            var data = ZlibSamples.Pack(random, content);
            data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));

            var (result, made) = Inflate(data, content.Length, slack: 0);
            // Adler-32 is weak: now and then a changed byte passes. Then the content must be what everybody else reads.
            Assert.True(result != InflateResult.Done || made.AsSpan().SequenceEqual(content) || made.AsSpan().SequenceEqual(Runtime(data)));
        }, iter: 2000, seed: "0N0XIzNsQ0O2", print: seed => $"{seed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("78")]
    [InlineData("789D")]
    [InlineData("78BB")]
    [InlineData("7A9C0300000000001")]
    [InlineData("889C030000000001")]
    [InlineData("78DA07")]
    [InlineData("7801010100FEFE00")]
    public void Broken_starts_are_refused(string hex)
    {
        var data = Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex[..^1]);

        Assert.NotEqual(InflateResult.Done, Inflate(data, 100, slack: 0).Result);
    }

    [Fact]
    public void The_checksum_is_that_of_the_runtime_for_all_lengths()
    {
        var bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);
        bytes.AsSpan(5000, 10_000).Fill(255);
        foreach (var length in Enumerable.Range(0, 100).Concat([5535, 5536, 5537, 5552, 11_072, 19_999, 20_000]))
        {
            var packed = PackBuilder.Zlib(bytes.AsSpan(0, length), CompressionLevel.NoCompression);
            var expected = length == 0 ? 1 : System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packed.AsSpan(packed.Length - 4));
            fixed (byte* start = bytes)
            {
                Assert.Equal(expected, Adler32.Compute(start, length));
                Assert.Equal(expected, Adler32.Compute(start + length / 3, length - length / 3, Adler32.Compute(start, length / 3)));
            }
        }
    }

    private static byte[] Runtime(byte[] data)
    {
        using var content = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        zlib.CopyTo(content);
        return content.ToArray();
    }

    private static void AssertGives(InflateResult result, byte[] content, (InflateResult Result, byte[] Content) actual)
    {
        Assert.Equal(result, actual.Result);
        Assert.True(content.AsSpan().SequenceEqual(actual.Content));
    }

    private static (InflateResult Result, byte[] Content) Inflate(byte[] data, int room, int slack)
    {
        var memory = new byte[room + slack + 64];
        memory.AsSpan(room + slack).Fill(0xA5);
        fixed (byte* source = data, result = memory)
        {
            var empty = stackalloc byte[1];
            var state = new Inflater().Inflate(source == null ? empty : source, data.Length, result, room, slack, out var written);
            Assert.False(memory.AsSpan(room + slack).ContainsAnyExcept((byte)0xA5), "it wrote behind its memory");
            return (state, memory[..(int)written]);
        }
    }
}
