using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace PatScan.Fake;

/// <summary>
/// Tokens with right checksums, made at run time so that none stands in a file. Seeded: the same number gives the same
/// token. They open nothing.
/// </summary>
public static class FakeTokens
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>An 84-character token, issued in the given month.</summary>
    public static string Pat(int seed, int year = 2026, int month = 8)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < 52; i++)
        {
            text.Append(Base62[random.Next(62)]);
        }

        text.Append("JQ").Append("QJ").Append("99").Append((char)('A' + year - 2024)).Append((char)('A' + month - 1));
        text.Append("ACAAAAA").Append("AAAAA").Append("AAAS").Append("AZ").Append("DO");
        return text.Append(Checksum(text.ToString())).ToString();
    }

    /// <summary>A 52-character token of the old form.</summary>
    public static string Legacy(int seed)
    {
        var body = new byte[28];
        new Random(seed).NextBytes(body);
        Span<byte> check = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body) ^ 0xE0B9692D);
        byte[] all = [.. body[..2], check[0], .. body[2..6], check[1], check[2], .. body[6..19], check[3], .. body[19..]];
        var text = new StringBuilder();
        var bits = new BigInteger(all, isUnsigned: true, isBigEndian: true) << 4;
        for (var i = 51; i >= 0; i--)
        {
            text.Append(Base32[(int)((bits >> (5 * i)) & 31)]);
        }

        return text.ToString();
    }

    private static string Checksum(string first80)
    {
        var hash = Marvin(Convert.FromBase64String(first80), 0x44656661756C7430);
        Span<byte> little = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(little, hash);
        var zeros = 0;
        while (zeros < 3 && little[zeros] == 0)
        {
            zeros++;
        }

        var digits = "";
        for (var n = BinaryPrimitives.ReadUInt32BigEndian(little); n > 0; n /= 62)
        {
            digits = Base62[(int)(n % 62)] + digits;
        }

        return (new string('0', zeros) + digits).PadRight(6, '0')[..4];
    }

    private static uint Marvin(byte[] data, ulong seed)
    {
        var (p0, p1) = ((uint)seed, (uint)(seed >> 32));
        byte[] padded = [.. data, 0x80, .. new byte[(7 - (data.Length % 4)) % 4]];
        for (var i = 0; i < padded.Length; i += 4)
        {
            p0 += BinaryPrimitives.ReadUInt32LittleEndian(padded.AsSpan(i));
            Mix(ref p0, ref p1);
        }

        Mix(ref p0, ref p1);
        return p0 ^ p1;
    }

    private static void Mix(ref uint p0, ref uint p1)
    {
        p1 ^= p0;
        p0 = BitOperations.RotateLeft(p0, 20) + p1;
        p1 = BitOperations.RotateLeft(p1, 9) ^ p0;
        p0 = BitOperations.RotateLeft(p0, 27) + p1;
        p1 = BitOperations.RotateLeft(p1, 19);
    }

    private static uint Crc(byte[] data)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in data)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
