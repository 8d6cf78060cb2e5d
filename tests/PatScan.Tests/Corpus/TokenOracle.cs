using System.Numerics;
using System.Text;

namespace PatScan.Tests.Corpus;

/// <summary>
/// Makes valid tokens without any code of the product: bit by bit, from the formats as they are described. What the product
/// accepts and this makes can only agree when both are right.
/// </summary>
internal static class TokenOracle
{
    public const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    public const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    private const uint UserSeed = 0xE0B9692D;
    private const uint AppSeed = 0x1019F92E;

    /// <summary>The kinds of token: a name, the rule that must find it, a maker.</summary>
    public static readonly (string Name, string Rule, Func<Seeded, string> Make)[] Kinds =
    [
        ("84, base62 checksum", "PS101", random => Pat(random, raw: false)),
        ("84, raw checksum", "PS101", random => Pat(random, raw: true)),
        ("52, user", "PS102", random => Legacy(random, UserSeed)),
        ("52, application", "PS103", random => Legacy(random, AppSeed)),
    ];

    /// <summary>A key of 84 characters, of Azure DevOps unless another provider's signature is given.</summary>
    public static string Pat(Seeded random, bool raw, string signature = "AZDO", char kind = '9')
    {
        while (true)
        {
            var year = random.Pick(["A", "B", "C"]);
            var month = random.Pick(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"]);
            var provider = random.Pick(["AAAS", "AAAS", "AAAE", "AAAA"]);
            var signed = $"{random.Text(Base62, 52)}JQQJ9{kind}{year}{month}ACAAAAA{random.Text(Base62, 5)}{provider}{signature}";
            var hash = BitConverter.GetBytes(Marvin(Convert.FromBase64String(signed), 0x44656661756C7430));
            var key = signed + (raw ? Convert.ToBase64String(hash)[..4] : Base62Digits(hash)[..4]);

            // Those who issued raw ones drew again until the key had neither of these.
            if (key.AsSpan().IndexOfAny('+', '/') < 0)
            {
                return key;
            }
        }
    }

    /// <summary>A token of 52 characters.</summary>
    public static string Legacy(Seeded random, uint seed = UserSeed)
    {
        var body = random.Bytes(28);
        var sum = Crc(body) ^ seed;
        byte[] bytes = [.. body[..2], (byte)(sum >> 24), .. body[2..6], (byte)(sum >> 16), (byte)(sum >> 8), .. body[6..19], (byte)sum, .. body[19..]];
        return Encode32(bytes);
    }

    /// <summary>RFC 4648 base32, lower case, no padding: the bits as one number, five at a time.</summary>
    public static string Encode32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        bits = bits.PadRight((bits.Length + 4) / 5 * 5, '0');
        return string.Concat(Enumerable.Range(0, bits.Length / 5).Select(i => Base32[Convert.ToInt32(bits.Substring(5 * i, 5), 2)]));
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static uint Marvin(byte[] bytes, ulong seed)
    {
        var (p0, p1) = ((uint)seed, (uint)(seed >> 32));
        var padded = bytes.Append((byte)0x80).ToList();
        while (padded.Count % 4 != 0)
        {
            padded.Add(0);
        }

        for (var i = 0; i < padded.Count; i += 4)
        {
            p0 += BitConverter.ToUInt32([.. padded[i..(i + 4)]]);
            Mix(ref p0, ref p1);
        }

        Mix(ref p0, ref p1);
        return p0 ^ p1;
    }

    private static void Mix(ref uint p0, ref uint p1)
    {
        p1 ^= p0;
        p0 = BitOperations.RotateLeft(p0, 20);
        p0 += p1;
        p1 = BitOperations.RotateLeft(p1, 9);
        p1 ^= p0;
        p0 = BitOperations.RotateLeft(p0, 27);
        p0 += p1;
        p1 = BitOperations.RotateLeft(p1, 19);
    }

    private static string Base62Digits(byte[] little)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var text = new StringBuilder();
        for (var number = new BigInteger(little, isUnsigned: true, isBigEndian: true); number > 0; number /= 62)
        {
            text.Insert(0, Digits[(int)(number % 62)]);
        }

        return (new string('0', little.Take(3).TakeWhile(b => b == 0).Count()) + text).PadRight(6, '0');
    }
}
