using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PatScan.Tests.Git;

/// <summary>The ways in which git lays out the same small history on disk.</summary>
internal static class Layouts
{
    private static readonly Dictionary<string, Func<GitFixture>> All = new()
    {
        ["loose only"] = () => History(),
        ["one pack"] = () => History().Then("repack", "-adfq"),
        ["deep chains"] = () => History().Then("repack", "-adfq", "--depth=250", "--window=50"),
        ["ref deltas"] = () => RefDeltas(History()),
        ["pack and loose"] = PackAndLoose,
        ["many packs"] = ManyPacks,
        ["duplicates in several packs"] = Duplicates,
        ["multi-pack-index"] = () => ManyPacks().Then("multi-pack-index", "write"),
        ["cruft pack"] = () => Unreachable().Then("-c", "gc.cruftPacks=true", "gc", "-q", "--cruft", "--prune=never"),
        ["shared clone"] = SharedClone,
        ["shallow clone"] = () => ClonedFrom(History(), "--depth=1"),
        ["partial clone"] = () => ClonedFrom(History().Then("config", "uploadpack.allowFilter", "true"), "--filter=blob:none", "--no-checkout"),
        ["sha256 loose"] = () => History("--object-format=sha256"),
        ["sha256 packed"] = () => History("--object-format=sha256").Then("repack", "-adfq"),
        ["64-bit offsets"] = () => Reindexed("--index-version=2,0x40"),
        ["index version 1"] = () => Reindexed("--index-version=1"),
    };

    private static readonly ConcurrentDictionary<string, Lazy<GitFixture>> Made = new();

    static Layouts() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var made in Made.Values)
        {
            made.Value.Dispose();
        }
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The repository in that layout, shared between tests: nobody may change it.</summary>
    public static GitFixture Get(string name) => Once(name, All[name]);

    /// <summary>Thirty commits of files that change a little, a large one that deltas well, tags and a note.</summary>
    public static GitFixture History(params string[] initArguments) =>
        Once("history " + string.Join(' ', initArguments), () => NewHistory(initArguments)).Copy();

    private static GitFixture NewHistory(string[] initArguments)
    {
        var repository = new GitFixture(initArguments);
        var lines = Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i} {i * 7919 % 10007}")).ToList();
        for (var i = 0; i < 30; i++)
        {
            lines[i * 97] = $"changed in round {i}";
            lines.Insert(i * 31, new string((char)('a' + i % 26), i * 5));
            repository.Write("large.txt", string.Join('\n', lines));
            repository.Write($"folder {i % 3}/file{i % 5}.txt", $"content {i}\n");
            repository.Write("binary.bin", Encoding.UTF8.GetBytes(new string('\0', i * 100)));
            if (i % 10 == 9)
            {
                repository.Commit($"round {i}");
                repository.Git("tag", "-a", "-m", $"tag of round {i}", $"v{i}");
            }
        }

        repository.Write("empty", "");
        repository.Commit("an empty file");
        repository.Git("notes", "add", "-m", "a note");
        return repository;
    }

    private static GitFixture Once(string name, Func<GitFixture> make) => Made.GetOrAdd(name, _ => new Lazy<GitFixture>(make)).Value;

    private static GitFixture Then(this GitFixture repository, params string[] git)
    {
        repository.Git(git);
        return repository;
    }

    private static GitFixture RefDeltas(GitFixture repository)
    {
        var objects = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)");
        repository.GitBytes(["pack-objects", "-q", "--no-delta-base-offset", ".git/objects/pack/pack"], Encoding.ASCII.GetBytes(objects));
        return repository.Then("prune-packed", "-q");
    }

    private static GitFixture PackAndLoose()
    {
        var repository = History().Then("repack", "-adq");
        repository.Write("later.txt", "loose");
        repository.Commit("later");
        return repository;
    }

    private static GitFixture ManyPacks()
    {
        var repository = new GitFixture();
        for (var i = 0; i < 8; i++)
        {
            repository.Write("file.txt", string.Concat(Enumerable.Range(0, 200).Select(n => $"{n * i}\n")));
            repository.Commit($"push {i}");
            repository.Git("repack", "-q"); // packs only what is loose
            repository.Git("prune-packed", "-q");
        }

        return repository;
    }

    private static GitFixture Duplicates()
    {
        var repository = ManyPacks();
        var everything = Encoding.ASCII.GetBytes(repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)"));
        repository.GitBytes(["pack-objects", "-q", ".git/objects/pack/pack"], everything);
        repository.Write("once more.txt", "1\n");
        repository.Commit("loose too");
        return repository.Then("repack", "-q");
    }

    private static GitFixture Unreachable()
    {
        var repository = History();
        repository.Write("dropped.txt", "amended away");
        repository.Commit("dropped");
        return repository.Then("reset", "-q", "--hard", "HEAD~1").Then("reflog", "expire", "--expire=now", "--all");
    }

    private static GitFixture SharedClone()
    {
        var origin = History().Then("repack", "-adq");
        var clone = origin.CloneShared().With(origin);
        clone.Write("own.txt", "own");
        clone.Commit("own");
        return clone;
    }

    private static GitFixture ClonedFrom(GitFixture origin, params string[] arguments)
    {
        using (origin)
        {
            return origin.Clone(arguments);
        }
    }

    private static GitFixture Reindexed(string version)
    {
        var repository = History().Then("repack", "-adfq");
        var pack = Directory.GetFiles(Path.Join(repository.ObjectsPath, "pack"), "*.pack").Single();
        var index = Path.ChangeExtension(pack, ".idx");
        File.SetAttributes(index, FileAttributes.Normal);
        File.Delete(index);
        return repository.Then("index-pack", version, "-o", index, pack);
    }
}
