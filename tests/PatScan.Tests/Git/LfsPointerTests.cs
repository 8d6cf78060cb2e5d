using System.Text;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class LfsPointerTests
{
    private const string Oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";

    [Theory]
    [InlineData($"version https://git-lfs.github.com/spec/v1\noid sha256:{Oid}\nsize 12345\n", true)]
    [InlineData($"version https://git-lfs.github.com/spec/v1\next-0-foo sha256:{Oid}\noid sha256:{Oid}\nsize 0\n", true)]
    [InlineData($"version https://hawser.github.com/spec/v1\noid sha256:{Oid}\nsize 1\n", true)]
    [InlineData($"version https://git-lfs.github.com/spec/v2\noid sha256:{Oid}\nsize 12345\n", false)]
    [InlineData($"version https://git-lfs.github.com/spec/v1\noid sha256:{Oid}0\nsize 12345\n", false)]
    [InlineData($"version https://git-lfs.github.com/spec/v1\noid sha256:{Oid}\nsize x\n", false)]
    [InlineData($"version https://git-lfs.github.com/spec/v1\nsize 1\noid sha256:{Oid}\n", false)]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", false)]
    [InlineData("", false)]
    public void A_pointer_is_told_from_a_file(string content, bool expected) =>
        Assert.Equal(expected, LfsPointer.IsPointer(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_longer_file_is_no_pointer() => Assert.False(LfsPointer.IsPointer(
        Encoding.UTF8.GetBytes($"version https://git-lfs.github.com/spec/v1\noid sha256:{Oid}\nsize 1{new string('0', 1000)}\n")));
}
