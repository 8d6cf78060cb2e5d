namespace PatScan.Tests.Git;

/// <summary>A history of random edits, packed at random moments in random ways.</summary>
internal static class RandomHistory
{
    public static GitFixture Make(int seed)
    {
        var random = new Random(seed);
        var repository = new GitFixture(random.Next(4) == 0 ? ["--object-format=sha256"] : []);
        var files = new Dictionary<string, List<string>>();
        for (var commit = 0; commit < 12; commit++)
        {
            for (var edit = random.Next(1, 6); edit > 0; edit--)
            {
                var name = $"folder{random.Next(3)}/file{random.Next(6)}";
                var lines = files.TryGetValue(name, out var known) ? known : files[name] = [];
                lines.InsertRange(random.Next(lines.Count + 1), Enumerable.Range(0, random.Next(200)).Select(_ => $"{random.NextInt64():x}"));
                lines.RemoveRange(0, random.Next(lines.Count / 4 + 1));
                repository.Write(name, string.Join('\n', lines));
            }

            repository.Commit($"commit {commit}");
            string[][] packing =
            [
                ["repack", "-q"], ["repack", "-adfq"], ["repack", "-adq", "--depth=4000"], ["gc", "-q"], ["multi-pack-index", "write"],
                ["tag", "-a", "-m", "a tag", $"t{commit}"], ["branch", $"b{commit}"], ["prune-packed", "-q"],
                ["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"],
            ];
            repository.Git(packing[random.Next(packing.Length)]);
        }

        return repository;
    }
}
