using System.Security.Cryptography;
using System.Text;
using PatScan.Rules;

namespace PatScan.Tests.Corpus;

/// <summary>
/// Texts that hold no valid token but look as if: nothing in them may be proven, and most of them not even possible. Each
/// stands where a token would, in the frames of the positives, because that is where a scanner wants to believe it.
/// </summary>
internal static partial class Negatives
{
    private const string Hex = "0123456789abcdef";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IEnumerable<Sample> Make(ulong seed)
    {
        var random = new Seeded(seed);
        return Damaged(random).Concat(OtherKeys(random)).Concat(Reshaped(random)).Concat(Hashes(random)).Concat(Named(random)).Concat(Masked(random)).Concat(Published(random)).Concat(Files(random));
    }

    /// <summary>One character changed, at every position of every kind, 35 rounds of 84 + 84 + 52 + 52.</summary>
    private static IEnumerable<Sample> Damaged(Seeded random)
    {
        for (var round = 0; round < 35; round++)
        {
            foreach (var (kind, rule, make) in TokenOracle.Kinds)
            {
                var alphabet = rule == "PS101" ? TokenOracle.Base62 : TokenOracle.Base32;
                var length = rule == "PS101" ? 84 : 52;
                for (var at = 0; at < length; at++)
                {
                    var token = make(random).ToCharArray();
                    var old = token[at];
                    while (token[at] == old)
                    {
                        token[at] = alphabet[random.Next(alphabet.Length)];
                    }

                    yield return In(random, $"one character damaged: {kind}", new string(token), Confidence.Likely);
                }
            }
        }
    }

    /// <summary>Keys of the same family with a valid checksum, for other services or of other kinds.</summary>
    private static IEnumerable<Sample> OtherKeys(Seeded random)
    {
        for (var round = 0; round < 150; round++)
        {
            foreach (var signature in new[] { "AZAC", "AZFR", "AZEG", "AZMR", "AZMP", "AZCS", "ACOG", "AZCR", "msql", "TEST", "azdo" })
            {
                yield return In(random, "other provider's key", TokenOracle.Pat(random, raw: round % 2 == 0, signature));
            }

            yield return In(random, "derived key or hash of one", TokenOracle.Pat(random, raw: false, kind: round % 2 == 0 ? 'D' : 'H'), Confidence.Likely);
            yield return In(random, "GitHub token", "ghp_" + random.Text(TokenOracle.Base62, 36));
            yield return In(random, "NuGet key", "oy2" + random.Text(TokenOracle.Base32, 43));
            yield return In(random, "JWT", $"eyJ{random.Text(TokenOracle.Base62, 40)}.eyJ{random.Text(TokenOracle.Base62, 200)}.{random.Text(TokenOracle.Base62, 43)}");
            yield return In(random, "storage key", random.Text(Base64, 86) + "==");
        }
    }

    /// <summary>Valid tokens that lost or won a character, changed case, or had their parts moved.</summary>
    private static IEnumerable<Sample> Reshaped(Seeded random)
    {
        for (var round = 0; round < 300; round++)
        {
            var pat = TokenOracle.Pat(random, raw: false);
            var legacy = TokenOracle.Legacy(random);
            // A letter beside it, of an escape say, can make up for the lost one.
            yield return In(random, "lost a character", pat.Remove(random.Next(80), 1), Confidence.Possible);
            yield return In(random, "lost a character", legacy.Remove(1 + random.Next(50), 1), Confidence.Possible);
            yield return In(random, "won a character", pat.Insert(53 + random.Next(26), "x"), Confidence.Possible);
            yield return In(random, "changed case", pat.ToUpperInvariant(), Confidence.Possible);
            yield return In(random, "changed case", pat.ToLowerInvariant());
            yield return In(random, "changed case", legacy.ToUpperInvariant());
            yield return In(random, "reversed", new string([.. pat.Reverse()]));
            yield return In(random, "halves swapped", legacy[26..] + legacy[..26], Confidence.Likely);
        }
    }

    /// <summary>Digests in every base, where a token would stand and where a digest would.</summary>
    private static IEnumerable<Sample> Hashes(Seeded random)
    {
        const string Nix = "0123456789abcdfghijklmnpqrsvwxyz";
        const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        for (var round = 0; round < 160; round++)
        {
            var hash = SHA256.HashData(random.Bytes(32));
            yield return In(random, "hash in hex", Convert.ToHexStringLower(hash));
            yield return In(random, "hash in hex", Convert.ToHexString(hash));
            yield return In(random, "hash in hex", Convert.ToHexStringLower(hash[..20]));
            yield return In(random, "hash in hex", Convert.ToHexStringLower(SHA512.HashData(hash)));
            yield return In(random, "hash in base64", Convert.ToBase64String(hash));
            yield return In(random, "hash in base64", "sha512-" + Convert.ToBase64String(SHA512.HashData(hash)));
            yield return In(random, "hash in base58", random.Text(Base58, 44));
            yield return In(random, "hash of Nix", random.Pick(["0", "1"]) + random.Text(Nix, 51));
            yield return In(random, "hash in base32, upper case", TokenOracle.Encode32(hash).ToUpperInvariant());
            yield return In(random, "hash in base32, nameless", TokenOracle.Encode32(hash), Confidence.Likely);
            yield return In(random, "IPFS id", "bafybei" + random.Text(TokenOracle.Base32, 52));
            yield return In(random, "onion address", random.Text(TokenOracle.Base32, 56) + ".onion");
            yield return In(random, "UUID", new Guid(random.Bytes(16)).ToString());
        }
    }

    /// <summary>Digests that have the very form of a token and are told only by their names.</summary>
    private static IEnumerable<Sample> Named(Seeded random)
    {
        string[] frames = ["sha256-{0}", "sha256:{0}", "\"integrity\": \"{0}\"", "digest = \"{0}\"", "hash: {0}", "outputHash = \"{0}\";", "http://{0}.b32.i2p/", "addressbook: azure.i2p={0}.b32.i2p", "azure_pat_checksum={0}", "etag: \"{0}\""];
        for (var round = 0; round < 100; round++)
        {
            foreach (var frame in frames)
            {
                var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, TokenOracle.Encode32(SHA256.HashData(random.Bytes(32))));
                yield return new Sample("digest by its name", Encoding.ASCII.GetBytes(text + "\n"), "sums.txt", []);
            }
        }
    }

    private static Sample In(Seeded random, string label, string value, Confidence? most = null)
    {
        var (_, path, text) = random.Pick(Frames.Plain);
        return new Sample(label, Encoding.UTF8.GetBytes(text.Replace("{t}", value, StringComparison.Ordinal)), path, [], most);
    }
}
