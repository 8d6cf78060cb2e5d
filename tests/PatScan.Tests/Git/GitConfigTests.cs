using System.Text;
using CsCheck;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

public class GitConfigTests
{
    private const string Telling = "[]\"\\=#; \n\tax.";

    [Fact]
    public void Settings_are_read_as_git_reads_them()
    {
        using var repository = new GitFixture();
        var config = """
            [core] bare = false ; comment
            [Remote "or.ig\"in]"]
                URL = "https://host/a b#c" # comment
                fetch = one \
            two
                empty =
                alone
                quoted = " x " y
                escaped = a\tb\\\"
            [a.B]
                c = deprecated
            [core]
                bare = TRUE
            """ + "\r\n[last]\r\nx = 1\r\n";
        File.WriteAllText(Path.Join(repository.Path, "cfg"), config);

        var expected = repository.Git("config", "-f", "cfg", "--list", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var actual = GitConfig.Parse(Encoding.UTF8.GetBytes(config)).Entries.Select(e => e.Value is null ? e.Key : $"{e.Key}\n{e.Value}");

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_last_value_counts_and_a_name_alone_is_true()
    {
        var config = GitConfig.Parse("[x]\na = 1\nb\nc = off\nd = 0\na = 2\n"u8);

        Assert.Equal("2", config.Last("x.a"));
        Assert.True(config.IsTrue("x.b"));
        Assert.False(config.IsTrue("x.c"));
        Assert.False(config.IsTrue("x.d"));
        Assert.False(config.IsTrue("x.none"));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => (byte)Telling[i])).Array[0, 60].Sample(bytes =>
        {
            try
            {
                GitConfig.Parse(bytes);
            }
            catch (GitFormatException)
            {
                // refused
            }
        });
}
