using System.Runtime.InteropServices;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>Memory between two pages that nobody may touch: reading or writing a byte outside ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Page = 4096;

    private readonly byte* all;
    private readonly int capacity;

    public GuardedMemory(int capacity)
    {
        this.capacity = (capacity + Page - 1) / Page * Page;
        const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
        all = (byte*)MemoryMap(0, (nuint)this.capacity + 2 * Page, ReadWrite, PrivateAnonymous, -1, 0);
        if (Protect(all, Page, NoAccess) != 0 || Protect(all + Page + this.capacity, Page, NoAccess) != 0)
        {
            throw new InvalidOperationException("no guard pages");
        }
    }

    /// <summary>Room for some bytes that ends where the guard begins.</summary>
    public byte* Last(int length) => all + Page + capacity - length;

    /// <summary>Puts bytes there.</summary>
    public byte* Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(Last(bytes.Length), bytes.Length));
        return Last(bytes.Length);
    }

    public void Dispose() => _ = Unmap(all, (nuint)capacity + 2 * Page);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nuint length);
}
