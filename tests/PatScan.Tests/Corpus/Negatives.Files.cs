using System.Text;
using PatScan.Rules;

namespace PatScan.Tests.Corpus;

/// <summary>Masked values, published samples, and whole files full of random text.</summary>
internal static partial class Negatives
{
    private static IEnumerable<Sample> Masked(Seeded random)
    {
        string[] values =
        [
            "<PAT>", "YOUR_PAT_HERE", "$(System.AccessToken)", "${{ secrets.PAT }}", "%PAT%", "${PAT}", "{{ pat }}", "********", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrsq",
            "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdead", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeaa", "yourpersonalaccesstokengoeshereyourpersonalaccesstoa",
            "23456723456723456723456723456723456723456723456723aq", new('x', 84), new string('x', 52) + "JQQJ99BAACAAAAAAAAAAAAASAZDOxxxx",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzJQQJ99BAACAAAAAAAAAAAAASAZDOabcd", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxAZDOabcd",
        ];
        for (var round = 0; round < 60; round++)
        {
            foreach (var value in values)
            {
                yield return In(random, "placeholder", value);
            }

            var pat = TokenOracle.Pat(random, raw: false);
            var legacy = TokenOracle.Legacy(random);
            yield return In(random, "masked token", $"{pat[..4]}…{pat[^4..]}");
            yield return In(random, "masked token", $"{pat[..8]}{new string('*', 68)}{pat[^8..]}");
            yield return In(random, "masked token", $"{legacy[..6]}{new string('x', 40)}{legacy[^6..]}");
            yield return In(random, "masked token", $"{pat[..40]}[REDACTED]{pat[^10..]}");
        }
    }

    /// <summary>
    /// What documentation publishes, where it would be a token: some have a valid checksum. In pieces, so that nothing stored
    /// here looks like one.
    /// </summary>
    private static IEnumerable<Sample> Published(Seeded random)
    {
        string[] samples =
        [
            "zpczok4kqgnw5prpfy3ehiylbq" + "vgbjfkdiqkejsxqamy7qbkep7q", "iyfmob6xjrfmit67anxbot64um" + "fx2clwx7dz5ynxi4q2z3uqegvq",
            "lzitaoxppojf6smpl2cxdoxybe" + "pfxfetjvtkmcpw3o6u2smgebfa", "h5lxeqkz4zujkyvzg5emkejgel" + "xj4x64tvyzclprekuloawbbz5q",
            "dip55dwf4vpitomw63jzvomefm" + "i2jluguprzwwqwuc6xq4fhocwq", "ntpi2ch67ci2vjzcohglogyygw" + "o5fuyl365n2zdowwxhsys6jnoa",
            "58oo4mvqr2tpw7b4w3loeckwfu" + "5o6nw3sihfckvlwoxgqimlddza",
        ];
        for (var round = 0; round < 60; round++)
        {
            foreach (var sample in samples)
            {
                yield return In(random, "published sample", sample, Confidence.Possible);
            }
        }
    }

    /// <summary>Files of the kinds that are full of long random words.</summary>
    private static IEnumerable<Sample> Files(Seeded random)
    {
        for (var round = 0; round < 150; round++)
        {
            yield return Lines(random, "lock file", "package-lock.json", () => $"\"integrity\": \"sha512-{random.Text(Base64, 86)}==\",");
            yield return Lines(random, "lock file", "Cargo.lock", () => $"checksum = \"{random.Text(Hex, 64)}\"");
            yield return Lines(random, "lock file", "go.sum", () => $"example.com/m v1.{random.Next(9)}.0 h1:{random.Text(Base64, 43)}=");
            yield return Lines(random, "lock file", "flake.lock", () => $"\"narHash\": \"sha256-{random.Text(Base64, 43)}=\", \"rev\": \"{random.Text(Hex, 40)}\"");
            yield return Lines(random, "lock file", "sums.lock", () => $"{random.Text(TokenOracle.Base32, 51)}a lib{random.Next(99)}");
            yield return Lines(random, "minified code", "a.min.js", () => $"function {random.Text("abcdefghij", 2)}(e){{return\"{random.Text(TokenOracle.Base62, 30 + random.Next(90))}\"}}");
            yield return Lines(random, "source map", "a.js.map", () => $"\"mappings\":\"{random.Text(Base64 + ";,", 400)}\"");
            yield return Lines(random, "certificate", "ca.pem", () => random.Text(Base64, 64));
            yield return Lines(random, "base62 blob", "blob.txt", () => random.Text(TokenOracle.Base62, 300));
            yield return Lines(random, "base32 blob", "blob.txt", () => random.Text(TokenOracle.Base32, 300));
            yield return Lines(random, "hosts of I2P", "hosts.txt", () => $"azure{random.Next(999)}.i2p={random.Text(TokenOracle.Base32, 51)}q.b32.i2p");
            yield return Lines(random, "many signatures", "a.txt", () => $"JQQJ9AZDO JQQJ99{random.Text(TokenOracle.Base62, 20)}AZDO{random.Text(TokenOracle.Base62, 4)}JQQJ9");
            yield return new Sample("random bytes", random.Bytes(4000), "a.bin", []);
        }
    }

    private static Sample Lines(Seeded random, string label, string path, Func<string> line) =>
        new(label, Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 10 + random.Next(20)).Select(_ => line()))), path, []);
}
