namespace PatScan.Checks;

/// <summary>RFC 4648 base32 in lower case, without padding, over whole bytes.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>0–31 for a character of the alphabet; meaningless for any other, but still below 32.</summary>
    public static int Value(byte character) => (character >= 'a' ? character - 'a' : character - '2' + 26) & 31;

    /// <summary>Decodes as many whole bytes as <paramref name="bytes"/> holds; bits left over are dropped.</summary>
    public static void Decode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        bytes.Clear();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var set = (Value(text[bit / 5]) & (16 >> (bit % 5))) != 0;
            bytes[bit >> 3] |= (byte)(set ? 0x80 >> (bit & 7) : 0);
        }
    }

    /// <summary>Encodes all of <paramref name="bytes"/>; the last character is filled with zero bits.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
            {
                var set = bit < bytes.Length * 8 && (bytes[bit >> 3] & (0x80 >> (bit & 7))) != 0;
                value = (value << 1) | (set ? 1 : 0);
            }

            text[i] = (byte)Alphabet[value];
        }
    }
}
