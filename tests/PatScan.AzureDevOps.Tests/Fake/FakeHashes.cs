using System.Security.Cryptography;
using System.Text;

namespace PatScan.Fake;

/// <summary>The three hashes that carry the name C3ID, written a second time so that a mistake shows.</summary>
internal static class FakeHashes
{
    public static string Of(string secret, HashField kind) => kind switch
    {
        HashField.V1 => Base64("CrossMicrosoftCorrelatingId:" + Convert.ToHexString(Sha(Bytes(secret))), 15),
        HashField.V2 => "C3ID" + Convert.ToBase64String(Sha([.. Bytes("C3ID"), .. Sha(Bytes(secret))])[..12]),
        HashField.V3 => "C3ID" + Base64("CaskComputedCorrelatingId" + secret, 15),
        HashField.Foreign => "AAAA" + Base64("another" + secret, 12),
        _ => "",
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Sha(byte[] bytes) => SHA256.HashData(bytes);

    private static string Base64(string text, int length) => Convert.ToBase64String(Sha(Bytes(text))[..length]);
}
