using System.Runtime.InteropServices;

namespace PatScan.Benchmarks.Git;

/// <summary>The runtime's own zlib-ng, handed memory: what our inflater is measured against.</summary>
internal sealed unsafe partial class NativeInflater
{
    private readonly ZStream* stream = (ZStream*)NativeMemory.AllocZeroed((nuint)sizeof(ZStream));

    public NativeInflater()
    {
        _ = InflateInit2(stream, 15);
    }

    public bool Inflate(byte* source, long sourceLength, byte* result, long resultLength)
    {
        _ = InflateReset2(stream, 15);
        stream->NextIn = source;
        stream->AvailIn = (uint)Math.Min(sourceLength, uint.MaxValue);
        stream->NextOut = result;
        stream->AvailOut = (uint)resultLength;
        return Inflate(stream, 4) == 1 && stream->AvailOut == 0;
    }

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateInit2_")]
    private static partial int InflateInit2(ZStream* stream, int windowBits);

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_InflateReset2_")]
    private static partial int InflateReset2(ZStream* stream, int windowBits);

    [LibraryImport("libSystem.IO.Compression.Native", EntryPoint = "CompressionNative_Inflate")]
    private static partial int Inflate(ZStream* stream, int flush);

    [StructLayout(LayoutKind.Sequential)]
    private struct ZStream
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* State;
        public uint AvailIn;
        public uint AvailOut;
    }
}
