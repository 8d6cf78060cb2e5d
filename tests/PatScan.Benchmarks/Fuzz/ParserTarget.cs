using System.Text;
using PatScan.Tests.Git;

namespace PatScan.Benchmarks.Fuzz;

/// <summary>The parsers that take a small file or object whole, fed with damaged good ones.</summary>
internal sealed class ParserTarget : IFuzzTarget
{
    private readonly List<byte[]> seeds = [];
    private readonly FuzzTargets.Reader read;
    private long good;

    private ParserTarget(FuzzTargets.Reader read, IEnumerable<byte[]> seeds)
    {
        this.read = read;
        this.seeds.AddRange(seeds);
    }

    /// <summary>Commits, tags and trees, each read as all three.</summary>
    public static ParserTarget Objects() => new(FuzzTargets.Fuzz, WithRepository(repository =>
    [
        repository.GitBytes(["cat-file", "commit", "HEAD"]), repository.GitBytes(["cat-file", "tree", "HEAD^{tree}"]),
        repository.GitBytes(["cat-file", "tree", "HEAD:folder"]), repository.GitBytes(["cat-file", "tag", "v1"]),
    ]));

    /// <summary>Indexes of all versions, split ones with themselves for their shared part.</summary>
    public static ParserTarget Indexes() => new(FuzzTargets.FuzzIndex, WithRepository(repository =>
    {
        var found = new List<byte[]>();
        foreach (var command in new[] { "--index-version=2", "--index-version=4", "--split-index" })
        {
            repository.Git("update-index", command);
            repository.Write($"new{command}", "x");
            repository.Git("add", "--all");
            found.Add(File.ReadAllBytes(Path.Join(repository.GitPath, "index")));
        }

        found.AddRange(Directory.GetFiles(repository.GitPath, "sharedindex.*").Select(File.ReadAllBytes));
        return found;
    }));

    /// <summary>Reftables, with checksums made right again.</summary>
    public static ParserTarget Reftables() => new(
        bytes => FuzzTargets.FuzzReftable(FuzzTargets.WithGoodFooter(bytes.ToArray())),
        Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "Git", "Fixtures"), "*.ref", SearchOption.AllDirectories).Select(File.ReadAllBytes));

    /// <summary>Config files.</summary>
    public static ParserTarget Configs() => new(
        FuzzTargets.FuzzConfig, [Encoding.UTF8.GetBytes("[core]\n\tbare = false ; x\n[remote \"o\\\"n\"]\n\turl = \"a b\" \\\n c\n alone\n[a.b]\nc=\\t\\n\n")]);

    public void Run(Random random) => good += read(Mutation.Of(seeds[random.Next(seeds.Count)], random));

    public void Dispose()
    {
    }

    public override string ToString() => $"{good} readings still good";

    private static List<byte[]> WithRepository(Func<GitFixture, List<byte[]>> seeds)
    {
        using var repository = new GitFixture();
        for (var i = 0; i < 30; i++)
        {
            repository.Write($"folder/file {i}", $"{i}");
        }

        repository.Write("file", "x");
        repository.Commit("one");
        repository.Commit("two\n\nand more");
        repository.Git("tag", "-a", "-m", "x", "v1");
        return seeds(repository);
    }
}
