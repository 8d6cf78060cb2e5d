namespace PatScan.Decoding;

/// <summary>The named HTML entities of characters that tokens and their encodings hold.</summary>
internal static class EntityNames
{
    public static readonly (byte[] Name, byte Character)[] All =
    [
        ("amp;"u8.ToArray(), (byte)'&'),
        ("equals;"u8.ToArray(), (byte)'='),
        ("lowbar;"u8.ToArray(), (byte)'_'),
        ("plus;"u8.ToArray(), (byte)'+'),
        ("percnt;"u8.ToArray(), (byte)'%'),
        ("period;"u8.ToArray(), (byte)'.'),
        ("colon;"u8.ToArray(), (byte)':'),
        ("commat;"u8.ToArray(), (byte)'@'),
        ("hyphen;"u8.ToArray(), (byte)'-'),
    ];
}
