using System.Buffers;
using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

/// <summary>Random access: one object is rebuilt by walking down to its base and applying the deltas on the way back.</summary>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>The object at an offset of a pack.</summary>
    /// <exception cref="InvalidObjectException">It cannot be read.</exception>
    public (ObjectKind Kind, byte[] Content) Resolve(Pack pack, long offset)
    {
        // Only deltas that name their base can close a circle; no honest chain is longer than all packs together.
        var steps = packedCount;
        return Resolve(pack, offset, ref steps);
    }

    private (ObjectKind Kind, byte[] Content) Resolve(Pack pack, long offset, ref long steps)
    {
        List<(Pack Pack, long Offset)> chain = [];
        ObjectKind kind;
        byte[] content;
        while (!cache.TryGet(pack, offset, out kind, out content))
        {
            var entry = ReadEntry(pack, offset);
            if (!entry.IsDelta)
            {
                kind = (ObjectKind)entry.Type;
                content = InflateWhole(pack, entry);
                cache.Add(pack, offset, kind, content);
                break;
            }

            chain.Add((pack, offset));
            if (!StepDown(entry, ref steps, ref pack, ref offset, out var loose))
            {
                using (loose)
                {
                    (kind, content) = ReadLoose(loose!);
                }

                break;
            }
        }

        for (var i = chain.Count - 1; i >= 0; i--)
        {
            content = ApplyDelta(chain[i].Pack, chain[i].Offset, content);
            cache.Add(chain[i].Pack, chain[i].Offset, kind, content);
        }

        return (kind, content);
    }

    private (ObjectKind Kind, long Size) ResolveKind(Pack pack, long offset)
    {
        var entry = ReadEntry(pack, offset);
        var size = entry.IsDelta ? ResultSize(pack, entry) : entry.Size;
        for (var steps = packedCount; entry.IsDelta;)
        {
            if (!StepDown(entry, ref steps, ref pack, ref offset, out var loose))
            {
                using (loose)
                {
                    return (loose!.Header.Kind, size);
                }
            }

            entry = ReadEntry(pack, offset);
        }

        return ((ObjectKind)entry.Type, size);
    }

    // From a delta to its base: in the same pack, in another, or, with false, in a loose file.
    private bool StepDown(in PackEntry entry, ref long steps, ref Pack pack, ref long offset, out LooseObject? loose)
    {
        loose = null;
        if (--steps < 0)
        {
            throw new InvalidObjectException("its chain of deltas does not end");
        }

        if (entry.Type == PackEntry.OffsetDelta)
        {
            offset = entry.Base;
            return true;
        }

        var id = pack.BaseId(entry);
        if (pack.Index.Find(id) is >= 0 and var here)
        {
            offset = pack.Index.OffsetAt(here);
            return true;
        }

        foreach (var other in packs)
        {
            if (other.Index.Find(id) is >= 0 and var there)
            {
                (pack, offset) = (other, other.Index.OffsetAt(there));
                return true;
            }
        }

        var name = new ObjectId(id);
        foreach (var directory in directories)
        {
            loose = LooseObject.TryOpen(LooseObject.PathOf(directory, name));
            if (loose is not null)
            {
                return false;
            }
        }

        throw new InvalidObjectException($"its delta base {name} is missing", GitSkips.MissingBase);
    }

    private static PackEntry ReadEntry(Pack pack, long offset) =>
        pack.ReadEntry(offset, out var entry) is { } trouble ? throw new InvalidObjectException(trouble) : entry;

    private byte[] InflateWhole(Pack pack, in PackEntry entry)
    {
        ThrowIfTooLarge(entry.Size);
        var packed = pack.End - entry.Data;
        var content = ObjectBytes.Allocate(entry.Size, packed);
        fixed (byte* result = content)
        {
            return Inflater.Current.Inflate(pack.At(entry.Data), packed, result, entry.Size) is { } trouble
                ? throw new InvalidObjectException(trouble)
                : content;
        }
    }

    private byte[] ApplyDelta(Pack pack, long offset, byte[] source)
    {
        var entry = ReadEntry(pack, offset);
        ThrowIfTooLarge(entry.Size);
        var packed = pack.End - entry.Data;
        if (!ObjectBytes.IsPossible(entry.Size, packed))
        {
            throw new InvalidObjectException($"it claims {entry.Size} bytes, more than its data can inflate to");
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)entry.Size);
        try
        {
            fixed (byte* delta = rented, from = source)
            {
                if (Inflater.Current.Inflate(pack.At(entry.Data), packed, delta, entry.Size) is { } trouble)
                {
                    throw new InvalidObjectException(trouble);
                }

                long at = 0;
                if (!Delta.ReadSize(delta, entry.Size, ref at, out var sourceSize) || sourceSize != source.Length
                    || !Delta.ReadSize(delta, entry.Size, ref at, out var resultSize))
                {
                    throw new InvalidObjectException("its delta is for a base of another size");
                }

                ThrowIfTooLarge(resultSize);
                var content = GC.AllocateUninitializedArray<byte>((int)resultSize);
                fixed (byte* result = content)
                {
                    return Delta.Apply(from, source.Length, delta, at, entry.Size, result, resultSize)
                        ? content
                        : throw new InvalidObjectException("its delta does not fit its base");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static long ResultSize(Pack pack, in PackEntry entry)
    {
        const int TwoSizes = 20;
        var start = stackalloc byte[TwoSizes];
        var packed = pack.End - entry.Data;
        var result = Inflater.Current.Inflate(pack.At(entry.Data), packed, start, Math.Min(TwoSizes, entry.Size), 0, out var length);
        long at = 0;
        return result != InflateResult.Corrupt && Delta.ReadSize(start, length, ref at, out _) && Delta.ReadSize(start, length, ref at, out var size)
            ? size
            : throw new InvalidObjectException("its delta does not start as one does");
    }

    private (ObjectKind Kind, byte[] Content) ReadLoose(LooseObject loose) => (loose.Header.Kind, loose.Read(limits));

    private void ThrowIfTooLarge(long size)
    {
        if (size > limits.MaxInMemory)
        {
            throw new InvalidObjectException($"it needs {size} bytes of memory", GitSkips.TooLarge);
        }
    }
}
