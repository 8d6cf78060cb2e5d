using CsCheck;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>The fixtures were written by a git that knows reftables, see Fixtures/make-reftable.sh; so were the expectations.</summary>
public class ReftableTests
{
    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void Refs_heads_and_reflogs_are_what_git_says_they_are(string format)
    {
        using var repository = new Copy(format);

        var refs = RefSet.Read(repository.Directory);

        Assert.Empty(refs.Gaps);
        Assert.Equal(repository.Lines("expected-refs.txt"), refs.Refs.Select(r => $"{r.Name} {r.Target} {r.PointsTo}".TrimEnd()));
        Assert.Equal(repository.Lines("expected-heads.txt"), refs.Pseudo.Where(r => !r.Name.EndsWith("ORIG_HEAD", StringComparison.Ordinal)).Select(r => $"{r.Name} {r.Target}"));
        Assert.Equal(repository.Lines("expected-log.txt"), refs.ReflogIds.Select(id => id.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(repository.Lines("expected-stash.txt"), refs.StashIds.Select(id => id.ToString()));
        Assert.Equal("refs/heads/main", refs.Head!.PointsTo);
        Assert.Equal(refs.Head, new RefLookup(repository.Directory).Head);
    }

    [Fact]
    public void A_damaged_table_is_a_gap_and_the_others_are_read()
    {
        using var repository = new Copy("sha1");
        var newest = System.IO.Directory.GetFiles(Path.Join(repository.Directory.Path, "reftable"), "*.ref").Order(StringComparer.Ordinal).Last();
        var bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);

        var refs = RefSet.Read(repository.Directory);

        Assert.Equal("its footer is damaged", Assert.Single(refs.Gaps).Detail);
        Assert.True(refs.Refs.Count > 200);
    }

    [Fact]
    public void A_missing_table_or_list_is_a_gap()
    {
        using var repository = new Copy("sha1");
        var folder = Path.Join(repository.Directory.Path, "reftable");
        File.Delete(System.IO.Directory.GetFiles(folder, "*.ref")[0]);
        Assert.Equal("missing", Assert.Single(RefSet.Read(repository.Directory).Gaps).Detail);

        File.Delete(Path.Join(folder, "tables.list"));
        Assert.Single(RefSet.Read(repository.Directory).Gaps);
    }

    [Fact]
    public void A_log_that_asks_for_a_dictionary_is_refused()
    {
        var table = File.ReadAllBytes(System.IO.Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "Git", "Fixtures", "reftable-sha1"), "*.ref")
            .Order(StringComparer.Ordinal).First());
        var position = (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(table.AsSpan(table.Length - 20));
        table[position + 4] = 0x78;
        table[position + 5] = 0xBB; // zlib's header with the dictionary flag

        Assert.Equal("a log block cannot be inflated",
            Assert.Throws<GitFormatException>(() => ReftableReader.Read(table, ObjectId.Sha1Length, [], [])).Message);
    }

    [Fact]
    public void A_damaged_table_is_refused_and_never_crashes()
    {
        var seeds = System.IO.Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "Git", "Fixtures"), "*.ref", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes).ToArray();

        Mutations.Of(seeds).Select(FuzzTargets.WithGoodFooter).Sample(bytes => { FuzzTargets.FuzzReftable(bytes); }, iter: 2_000);
    }

    /// <summary>A repository that has a fixture's tables and nothing else.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly DirectoryInfo home = System.IO.Directory.CreateTempSubdirectory("patscan-reftable-");
        private readonly string fixture;

        public Copy(string format)
        {
            fixture = Path.Join(AppContext.BaseDirectory, "Git", "Fixtures", $"reftable-{format}");
            foreach (var (from, to) in new[] { ("", "reftable"), ("linked", "worktrees/linked/reftable") })
            {
                var folder = home.CreateSubdirectory(to).FullName;
                foreach (var file in System.IO.Directory.GetFiles(Path.Join(fixture, from)).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)))
                {
                    File.Copy(file, Path.Join(folder, Path.GetFileName(file)));
                }
            }

            home.CreateSubdirectory("objects");
            File.WriteAllText(Path.Join(home.CreateSubdirectory("refs").FullName, "heads"), "this repository uses the reftable format\n");
            File.WriteAllText(Path.Join(home.FullName, "HEAD"), "ref: refs/heads/.invalid\n");
            File.WriteAllText(Path.Join(home.FullName, "worktrees/linked/HEAD"), "ref: refs/heads/.invalid\n");
            File.WriteAllText(Path.Join(home.FullName, "config"),
                $"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\trefStorage = reftable\n\tobjectFormat = {format}\n");
            Directory = GitDirectory.Locate(home.FullName);
        }

        public GitDirectory Directory { get; }

        public IEnumerable<string> Lines(string file) => File.ReadAllLines(Path.Join(fixture, file)).Select(l => l.TrimEnd());

        public void Dispose() => home.Delete(recursive: true);
    }
}
