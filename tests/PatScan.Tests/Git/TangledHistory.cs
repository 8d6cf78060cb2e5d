using System.Globalization;
using System.Text;

namespace PatScan.Tests.Git;

/// <summary>
/// A random history, the same for the same seed: branches, merges that take a side, mix or add (evil ones), octopuses, roots
/// without a parent, renames, copies, removals, content that comes back, clocks that go wrong; with tips under branches, tags,
/// a stash, reflogs, and commits that nothing leads to. Made by one <c>git fast-import</c>.
/// </summary>
internal sealed class TangledHistory(int seed)
{
    private static readonly string[] Paths = ["a", "b", "dir/a", "dir/b", "dir/sub/c", "other/dir/a", "ü/x y", "z"];

    private readonly Random random = new(seed);
    private readonly List<Dictionary<string, string>> trees = [];
    private readonly StringBuilder script = new();

    public static GitFixture Make(int seed)
    {
        var repository = new GitFixture(seed % 5 == 0 ? "--object-format=sha256" : "--object-format=sha1");
        new TangledHistory(seed).Fill(repository);
        return repository;
    }

    private void Fill(GitFixture repository)
    {
        var count = random.Next(3, 22);
        for (var i = 0; i < count; i++)
        {
            Commit(i);
        }

        repository.GitBytes(["fast-import", "--quiet", "--export-marks=marks"], Encoding.UTF8.GetBytes(script.ToString()));
        var ids = File.ReadAllLines(Path.Join(repository.Path, "marks")).Select(l => l.Split(' '))
            .ToDictionary(p => int.Parse(p[0][1..], CultureInfo.InvariantCulture), p => p[1]);
        var updates = new StringBuilder();
        string Any() => ids[random.Next(1, count + 1)];
        foreach (var name in new[] { "refs/heads/main", "refs/heads/feature/x", "refs/remotes/origin/main", "refs/heads/other", "refs/notes/commits" })
        {
            if (random.Next(2) == 0)
            {
                updates.Append(CultureInfo.InvariantCulture, $"create {name} {Any()}\n");
            }
        }

        for (var i = 1; i <= count; i++)
        {
            updates.Append(CultureInfo.InvariantCulture, $"delete refs/made/{i}\n");
        }

        repository.GitBytes(["update-ref", "--stdin"], Encoding.UTF8.GetBytes(updates.ToString()));
        if (random.Next(2) == 0)
        {
            repository.Git("tag", "-a", "-m", "x", "heavy", Any());
        }

        if (random.Next(4) == 0)
        {
            repository.Git("tag", "on-a-tree", $"{Any()}^{{tree}}");
        }

        if (random.Next(3) == 0)
        {
            repository.Git("update-ref", "refs/stash", Any());
            Log(repository, "refs/stash", Any(), Any());
        }

        if (random.Next(3) == 0)
        {
            Log(repository, "refs/heads/main", Any(), Any());
        }

        if (random.Next(4) == 0)
        {
            File.WriteAllText(Path.Join(repository.GitPath, "ORIG_HEAD"), Any() + "\n");
        }

        if (random.Next(4) == 0)
        {
            repository.Git("-c", "pack.depth=5", "repack", "-adkq");
        }
    }

    private static void Log(GitFixture repository, string name, string old, string id)
    {
        var path = Path.Join(repository.GitPath, "logs", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, $"{old} {id} A <a@b> 1700000000 +0000\tmoved\n");
    }

    private void Commit(int number)
    {
        var parents = number == 0 || random.Next(12) == 0 ? []
            : Enumerable.Range(0, random.Next(5) switch { 0 => 2, 1 when number > 3 => random.Next(1, 4), _ => 1 })
                .Select(_ => random.Next(Math.Max(0, number - 6), number)).Distinct().ToList();
        var tree = parents.Count == 0 ? [] : new Dictionary<string, string>(trees[parents[random.Next(parents.Count)]]);
        foreach (var parent in parents.Where(_ => random.Next(2) == 0)) // a mixed merge
        {
            foreach (var (path, text) in trees[parent].Where(_ => random.Next(2) == 0))
            {
                tree[path] = text;
            }
        }

        for (var changes = random.Next(parents.Count > 1 ? 2 : 4); changes > 0 || tree.Count == 0; changes--)
        {
            Change(tree);
        }

        trees.Add(tree);
        var time = 1_700_000_000 + (number * 60) - (random.Next(6) == 0 ? 1000 : 0);
        script.Append(CultureInfo.InvariantCulture, $"commit refs/made/{number + 1}\nmark :{number + 1}\n")
            .Append(CultureInfo.InvariantCulture, $"author Ann <ann@x> {time - 5} +0100\ncommitter Carl <carl@x> {time} -0230\n")
            .Append(CultureInfo.InvariantCulture, $"data <<E\nnumber {number}\nE\n");
        for (var i = 0; i < parents.Count; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "from" : "merge")} :{parents[i] + 1}\n");
        }

        script.Append("deleteall\n");
        foreach (var (path, text) in tree)
        {
            script.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {text.Length}\n{text}\n");
        }

        script.Append('\n');
    }

    private void Change(Dictionary<string, string> tree)
    {
        var path = Paths[random.Next(Paths.Length)];
        var from = tree.Keys.Order(StringComparer.Ordinal).ElementAtOrDefault(random.Next(8));
        switch (random.Next(6))
        {
            case 0 when tree.Count > 1:
                tree.Remove(path);
                break;
            case 1 when from is not null: // rename
                var text = tree[from];
                tree.Remove(from);
                tree[path] = text;
                break;
            case 2 when from is not null: // copy
                tree[path] = tree[from];
                break;
            default:
                tree[path] = $"content {random.Next(10)}";
                break;
        }
    }
}
