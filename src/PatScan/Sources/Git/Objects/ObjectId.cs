using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatScan.Sources.Git;

/// <summary>The name of a git object: 20 bytes (SHA-1) or 32 bytes (SHA-256), by value. Ordered as git orders them.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>
{
    /// <summary>Bytes of a SHA-1 id.</summary>
    public const int Sha1Length = 20;

    /// <summary>Bytes of a SHA-256 id.</summary>
    public const int Sha256Length = 32;

    private readonly Raw raw;
    private readonly byte length;

    /// <summary>Copies an id of <see cref="Sha1Length"/> or <see cref="Sha256Length"/> bytes.</summary>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public ObjectId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (Sha1Length or Sha256Length))
        {
            throw new ArgumentException("An object id has 20 or 32 bytes.", nameof(bytes));
        }

        bytes.CopyTo(raw);
        length = (byte)bytes.Length;
    }

    /// <summary>20 or 32; 0 for the default value, which names nothing.</summary>
    public int Length => length;

    /// <summary>Whether every byte is zero, as git writes "no object".</summary>
    public bool IsZero => !Bytes.ContainsAnyExcept((byte)0);

    /// <summary>The raw bytes. Valid while this variable lives.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Raw, byte>(ref Unsafe.AsRef(in raw)), length);

    /// <summary>Reads 40 or 64 hexadecimal digits, of either case.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[Sha256Length];
        if (hex.Length is Sha1Length * 2 or Sha256Length * 2
            && Convert.FromHexString(hex, bytes, out _, out var written) == System.Buffers.OperationStatus.Done)
        {
            id = new ObjectId(bytes[..written]);
            return true;
        }

        id = default;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(ObjectId other) => length == other.length && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public int CompareTo(ObjectId other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    /// <summary>The first bytes: an id is a hash already.</summary>
    public override int GetHashCode() => length == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(Bytes);

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;

    [InlineArray(Sha256Length)]
    private struct Raw
    {
        private byte first;
    }
}
