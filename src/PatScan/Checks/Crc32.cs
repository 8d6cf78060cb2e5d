namespace PatScan.Checks;

/// <summary>CRC-32 as in IEEE 802.3 and zlib: reflected polynomial 0xEDB88320, all ones before and after.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of <paramref name="bytes"/>; 0xCBF43926 for the ASCII digits 1 to 9.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320u;
            }

            table[i] = value;
        }

        return table;
    }
}
