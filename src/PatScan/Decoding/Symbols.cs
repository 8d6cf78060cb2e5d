namespace PatScan.Decoding;

/// <summary>What single bytes mean to the decoders.</summary>
internal static class Symbols
{
    public const byte None = 255;

    /// <summary>The 6 bits of a base64 character, standard or URL-safe; <see cref="None"/> for any other byte.</summary>
    public static readonly byte[] Base64 = Of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-_");

    /// <summary>The 4 bits of a hexadecimal digit of either case; <see cref="None"/> for any other byte.</summary>
    public static readonly byte[] Hex = Of("0123456789abcdef", "ABCDEF", 10);

    private static readonly bool[] TextOrZero = [.. Enumerable.Range(0, 256).Select(value => value == 0 || IsText((byte)value))];

    /// <summary>
    /// What decoded text is made of: printable ASCII, tab and line ends. Every secret is, and so is every encoding of one
    /// except UTF-16, whose every other byte is zero.
    /// </summary>
    public static bool IsText(byte value) => value is >= 0x20 and <= 0x7E or (byte)'\t' or (byte)'\n' or (byte)'\r';

    public static bool IsTextOrZero(byte value) => TextOrZero[value];

    public static bool AreText(byte first, byte second, byte third) => TextOrZero[first] & TextOrZero[second] & TextOrZero[third];

    private static byte[] Of(string alphabet, string again, int? from = null)
    {
        var values = new byte[256];
        Array.Fill(values, None);
        for (var i = 0; i < alphabet.Length; i++)
        {
            values[alphabet[i]] = (byte)i;
        }

        for (var i = 0; i < again.Length; i++)
        {
            values[again[i]] = (byte)((from ?? alphabet.Length - again.Length) + i);
        }

        return values;
    }
}
