namespace PatScan.Sources.Git.Zlib;

/// <summary>The codes that a block brings along (RFC 1951, 3.2.7).</summary>
internal sealed unsafe partial class Inflater
{
    private InflateResult ReadCodes()
    {
        Refill();
        if (bitCount < 14)
        {
            return InflateResult.Truncated;
        }

        var literalCount = 257 + ((int)bits & 31);
        var distanceCount = 1 + ((int)(bits >> 5) & 31);
        var lengthCount = 4 + ((int)(bits >> 10) & 15);
        Drop(14);
        if (literalCount > Codes.MaxLiterals || distanceCount > Codes.MaxDistances)
        {
            return InflateResult.Corrupt;
        }

        Span<byte> codeLengths = stackalloc byte[19];
        codeLengths.Clear();
        for (var i = 0; i < lengthCount; i++)
        {
            if (bitCount < 3)
            {
                Refill();
                if (bitCount < 3)
                {
                    return InflateResult.Truncated;
                }
            }

            codeLengths[Codes.LengthOrder[i]] = (byte)(bits & 7);
            Drop(3);
        }

        if (!lengthCode.Build(codeLengths, fewest: 2))
        {
            return InflateResult.Corrupt;
        }

        Span<byte> lengths = stackalloc byte[Codes.MaxLiterals + Codes.MaxDistances];
        var all = lengths[..(literalCount + distanceCount)];
        var state = ReadLengths(all);
        if (state != InflateResult.Done)
        {
            return state;
        }

        const int EndOfBlock = 256;
        return all[EndOfBlock] != 0 && literals.Build(all[..literalCount], fewest: 1) && distances.Build(all[literalCount..], fewest: 0)
            ? InflateResult.Done
            : InflateResult.Corrupt;
    }

    private InflateResult ReadLengths(Span<byte> lengths)
    {
        const int LongestCodeAndCount = 7 + 7;
        var mask = (1u << lengthCode.Bits) - 1;
        for (var at = 0; at < lengths.Length;)
        {
            if (bitCount < LongestCodeAndCount)
            {
                Refill();
            }

            var entry = lengthCode.Entries[(uint)bits & mask];
            var codeLength = (int)entry & 63;
            var symbol = (int)(entry >> CodeTable.ValueShift);
            if (symbol < 16 && bitCount >= codeLength)
            {
                Drop(codeLength);
                lengths[at++] = (byte)symbol;
                continue;
            }

            var extra = symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };
            if (bitCount < codeLength + extra)
            {
                return InflateResult.Truncated;
            }

            Drop(codeLength);
            var times = (symbol == 18 ? 11 : 3) + ((int)bits & ((1 << extra) - 1));
            Drop(extra);
            if (times > lengths.Length - at || (symbol == 16 && at == 0))
            {
                return InflateResult.Corrupt;
            }

            lengths.Slice(at, times).Fill(symbol == 16 ? lengths[at - 1] : (byte)0);
            at += times;
        }

        return InflateResult.Done;
    }
}
