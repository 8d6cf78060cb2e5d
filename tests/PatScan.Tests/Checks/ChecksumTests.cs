using System.Text;
using PatScan.Checks;

namespace PatScan.Tests.Checks;

/// <summary>Published and computed vectors. Whole tokens are put together at run time, never stored.</summary>
public class ChecksumTests
{
    private const string Fixed = "JQQJ99CHACAAAAAAAAAAAAAS";

    public static TheoryData<string, string, string> Vectors => new()
    {
        { new string('a', 52), "krqQ", "2gb2" },
        { new string('A', 52), "2O42", "3yIv" },
        { new string('0', 52), "uxNB", "3QPF" },
        { new string('7', 52), "owtH", "2z7Z" },
        { string.Concat(Enumerable.Repeat("Patscan0", 6)) + "Test", "Xmr2", "1jCa" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Both_encodings_of_the_84_character_checksum_hold(string random, string raw, string base62)
    {
        var check = new AzureDevOpsPatCheck();
        Assert.True(check.Holds(Bytes(random + Fixed + "AZDO" + raw)));
        Assert.True(check.Holds(Bytes(random + Fixed + "AZDO" + base62)));
        Assert.False(check.Holds(Bytes(random + Fixed + "AZDO" + "0000")));
    }

    [Fact]
    public void Marvin_matches_its_published_values()
    {
        Assert.Equal(0x1a4c888eu, Marvin32.Compute("abc"u8, 0x44656661756C7430));
        var unfolded = 0x22c74339492769bful;
        Assert.Equal((uint)unfolded ^ (uint)(unfolded >> 32), Marvin32.Compute("abc"u8, 0xd53cd9cecd0893b7));
    }

    [Fact]
    public void Crc_matches_its_check_value() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));

    public static TheoryData<string, uint, string> LegacyVectors => new()
    {
        { Convert.ToHexString([.. Enumerable.Range(0, 28).Select(i => (byte)i)]), AzureDevOpsLegacyCheck.UserSeed, "aaatoaqdaqc3cyiga4eascqlbq" + "gq4dyqcejhaeyuculbogazdinq" },
        { Convert.ToHexString([.. Enumerable.Range(0, 28).Select(i => (byte)i)]), AzureDevOpsLegacyCheck.ApplicationSeed, "aaa4oaqdaqcrd4iga4eascqlbq" + "gq4dyqcejhgeyuculbogazdinq" },
        { new string('F', 56), AzureDevOpsLegacyCheck.UserSeed, "777wb777777vusx77777777777" + "777777777tb777777777777777"[..25] + "q" },
        { new string('0', 56), AzureDevOpsLegacyCheck.UserSeed, "aaagaaaaaaamshqaaaaaaaaaaa" + "aaaaaaaaamiaaaaaaaaaaaaaaa" },
        { new string('0', 56), AzureDevOpsLegacyCheck.ApplicationSeed, "aaajaaaaaaagtdqaaaaaaaaaaa" + "aaaaaaaaamoaaaaaaaaaaaaaaa" },
    };

    [Theory]
    [MemberData(nameof(LegacyVectors))]
    public void The_52_character_checksum_holds_for_its_own_seed_only(string body, uint seed, string token)
    {
        Assert.Equal(seed, AzureDevOpsLegacyCheck.Residue(Bytes(token)));
        Assert.True(new AzureDevOpsLegacyCheck(seed).Holds(Bytes(token)));
        var other = seed == AzureDevOpsLegacyCheck.UserSeed ? AzureDevOpsLegacyCheck.ApplicationSeed : AzureDevOpsLegacyCheck.UserSeed;
        Assert.False(new AzureDevOpsLegacyCheck(other).Holds(Bytes(token)));

        var decoded = new byte[32];
        Base32.Decode(Bytes(token), decoded);
        byte[] random = [.. decoded[..2], .. decoded[3..7], .. decoded[9..22], .. decoded[23..]];
        Assert.Equal(body, Convert.ToHexString(random));
    }

    [Fact]
    public void The_filter_agrees_with_the_checksum_on_its_bits()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var token = Bytes(new string([.. Enumerable.Range(0, 52).Select(_ => "abcdefghijklmnopqrstuvwxyz234567"[random.Next(32)])]));
            var residue = AzureDevOpsLegacyCheck.Residue(token);
            Assert.True(AzureDevOpsLegacyFilter.Passes(token, residue ^ AzureDevOpsLegacyCheck.Offset));
            Assert.Equal(((residue ^ (uint)i) & 63) == 0, AzureDevOpsLegacyFilter.Passes(token, (uint)i ^ AzureDevOpsLegacyCheck.Offset));
        }
    }

    [Fact]
    public void A_token_with_stray_bits_in_its_last_character_is_refused()
    {
        var token = Bytes("aaatoaqdaqc3cyiga4eascqlbq" + "gq4dyqcejhaeyuculbogazdinr");
        var check = new AzureDevOpsLegacyCheck(AzureDevOpsLegacyCheck.UserSeed);
        Assert.False(check.Holds(token));
        Assert.False(check.IsPlausible(token));
    }

    [Fact]
    public void Any_one_changed_character_breaks_the_proof()
    {
        foreach (var (name, alphabet) in new[] { ("azure-devops-pat", "A0"), ("azure-devops-legacy-pat", "a2"), ("azure-devops-app-secret", "a2") })
        {
            var check = Check.Find(name)!;
            var token = Sample(check);
            for (var i = 0; i < token.Length; i++)
            {
                var damaged = token.ToArray();
                damaged[i] = (byte)(damaged[i] == alphabet[0] ? alphabet[1] : alphabet[0]);
                Assert.False(check.Holds(damaged));
            }
        }
    }

    private static byte[] Sample(ICheck check)
    {
        var token = check is AzureDevOpsPatCheck
            ? Bytes(string.Concat(Enumerable.Repeat("b7Xq", 13)) + Fixed + "AZDO" + "zzzz")
            : Bytes(string.Concat(Enumerable.Repeat("k5rz", 12)) + "mnoq");
        check.Complete(token);
        Assert.True(check.Holds(token));
        return token;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
