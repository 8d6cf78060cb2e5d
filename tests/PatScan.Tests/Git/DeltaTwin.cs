namespace PatScan.Tests.Git;

/// <summary>Git's delta, slow and readable.</summary>
internal static class DeltaTwin
{
    /// <summary>The result, or null for a delta that is wrong or makes more than <paramref name="largest"/> bytes.</summary>
    public static byte[]? Apply(byte[] source, byte[] delta, long largest)
    {
        var at = 0;
        if (Size() != source.Length || Size() is not { } size || size > largest)
        {
            return null;
        }

        var result = new List<byte>();
        while (at < delta.Length)
        {
            int op = delta[at++];
            if (op < 128)
            {
                if (op == 0 || op > delta.Length - at)
                {
                    return null;
                }

                result.AddRange(delta.AsSpan(at, op));
                at += op;
            }
            else
            {
                long offset = 0, length = 0;
                for (var bit = 0; bit < 7; bit++)
                {
                    if ((op & (1 << bit)) != 0)
                    {
                        if (at == delta.Length)
                        {
                            return null;
                        }

                        (offset, length) = bit < 4
                            ? (offset | ((long)delta[at++] << (8 * bit)), length)
                            : (offset, length | ((long)delta[at++] << (8 * (bit - 4))));
                    }
                }

                length = length == 0 ? 0x10000 : length;
                if (offset + length > source.Length)
                {
                    return null;
                }

                result.AddRange(source.AsSpan((int)offset, (int)length));
            }

            if (result.Count > size)
            {
                return null;
            }
        }

        return result.Count == size ? [.. result] : null;

        long? Size()
        {
            long value = 0;
            for (var shift = 0; at < delta.Length && shift <= 56; shift += 7)
            {
                value |= (long)(delta[at] & 127) << shift;
                if (delta[at++] < 128)
                {
                    return value;
                }
            }

            return null;
        }
    }
}
