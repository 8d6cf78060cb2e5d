using System.Globalization;
using System.Text;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>
/// Provenance by the definition, from what <c>git cat-file</c> says: every tree of every commit is spelled out, every question
/// is asked of every commit. The readable twin of the fast one.
/// </summary>
internal sealed class NaiveProvenance
{
    private readonly Dictionary<string, (string Kind, byte[] Content)> objects;
    private readonly int hashLength;
    private readonly Dictionary<string, Commit> commits = [];
    private readonly List<Commit> order = [];
    private readonly List<(string Name, string Target)> refs;
    private readonly HashSet<string> stashes;
    private readonly HashSet<string> remembered;

    public NaiveProvenance(GitFixture repository, RefSet set)
    {
        objects = Oracle.Objects(repository);
        hashLength = repository.Git("rev-parse", "--show-object-format").Trim() == "sha256" ? 32 : 20;
        foreach (var (id, (kind, content)) in objects.Where(o => o.Value.Kind == "commit"))
        {
            var lines = Encoding.UTF8.GetString(content).Split('\n');
            commits.Add(id, new Commit(
                id, [.. lines.Where(l => l.StartsWith("parent ", StringComparison.Ordinal)).Select(l => l[7..])],
                Files(lines[0][5..], "").ToList(),
                long.Parse(lines.First(l => l.StartsWith("committer ", StringComparison.Ordinal)).Split(' ')[^2], CultureInfo.InvariantCulture)));
        }

        while (order.Count < commits.Count)
        {
            order.Add(commits.Values.Where(c => !order.Contains(c) && c.Parents.All(p => order.Any(o => o.Id == p)))
                .OrderBy(c => c.Time).ThenBy(c => c.Id, StringComparer.Ordinal).First());
        }

        string[] ranks = ["refs/heads/main", "refs/heads/", "refs/remotes/", "refs/tags/", ""];
        refs = [.. repository.Git("for-each-ref", "--format=%(refname) %(objectname) %(*objectname)").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' ')).Select(p => (Name: p[0], Target: p[2].Length > 0 ? p[2] : p[1])).Where(r => r.Name != "refs/stash")
            .OrderBy(r => Array.FindIndex(ranks, p => p == "refs/heads/main" ? r.Name == p : r.Name.StartsWith(p, StringComparison.Ordinal)))
            .ThenBy(r => r.Name, StringComparer.Ordinal)];
        stashes = [.. set.StashIds.Select(i => i.ToString())];
        remembered = [.. set.ReflogIds.Select(i => i.ToString()), .. set.Pseudo.Where(p => p.Name != "HEAD").Select(p => p.Target.ToString())];
    }

    public IEnumerable<string> Blobs => objects.Where(o => o.Value.Kind == "blob").Select(o => o.Key);

    public string Trace(string blob)
    {
        var byRef = Reach(refs.Select(r => r.Target));
        var byStash = Reach(stashes);
        var byLog = Reach(remembered);
        var holding = refs.Where(r => Holds(r.Target, blob)).Select(r => r.Name).ToList();
        var ways = new (Presence Presence, Func<Commit, bool> Is)[]
        {
            (Presence.HistoryOnly, c => byRef.Contains(c.Id)),
            (Presence.StashOnly, c => byStash.Contains(c.Id)),
            (Presence.ReflogOnly, c => byLog.Contains(c.Id)),
            (Presence.Unreachable, _ => true),
        };
        var (presence, commitIs) = ways.FirstOrDefault(w => order.Exists(c => w.Is(c) && c.Has(blob)), ways[^1]);
        var first = order.Find(c => commitIs(c) && c.Has(blob) && !c.Parents.Any(p => commits[p].Has(blob)));
        var last = order.FindLast(c => byRef.Contains(c.Id) && !c.Has(blob) && c.Parents.Any(p => commits[p].Has(blob))
            && c.Parents.All(p => commits[p].Has(blob) || !Reach([p]).Any(a => commits[a].Has(blob))));
        presence = holding.Count > 0 ? Presence.InTip : presence;
        var at = first?.PathsOf(blob).Order(StringComparer.Ordinal).ToList() ?? [];
        var way = Array.FindIndex(ways, w => first is not null && w.Is(first));
        var later = order.Where(c => way >= 0 && Array.FindIndex(ways, w => w.Is(c)) == way).SelectMany(c => c.PathsOf(blob))
            .Distinct().Order(StringComparer.Ordinal).Except(at);
        return $"{blob} {presence} from {first?.Id} at {string.Join('|', at.Concat(later))} in {string.Join('|', holding)} "
            + $"until {(presence == Presence.HistoryOnly ? last?.Id : null)}";
    }

    public static string Render(ObjectHistory h) =>
        $"{h.Id} {h.Presence} from {h.Introduced?.Id} at {string.Join('|', h.Paths)} in {string.Join('|', h.Refs)} until {h.Removed?.Id}";

    private bool Holds(string target, string blob) => objects[target].Kind switch
    {
        "commit" => commits[target].Has(blob),
        "tree" => Files(target, "").Any(f => f.Blob == blob),
        _ => target == blob,
    };

    private HashSet<string> Reach(IEnumerable<string> from)
    {
        var all = new HashSet<string>();
        var open = new Stack<string>(from.Where(commits.ContainsKey));
        while (open.TryPop(out var id))
        {
            if (all.Add(id))
            {
                commits[id].Parents.ForEach(open.Push);
            }
        }

        return all;
    }

    private IEnumerable<(string Path, string Blob)> Files(string tree, string prefix)
    {
        var content = objects[tree].Content;
        for (var at = 0; at < content.Length;)
        {
            var space = Array.IndexOf(content, (byte)' ', at);
            var end = Array.IndexOf(content, (byte)0, at);
            var name = prefix + Encoding.UTF8.GetString(content, space + 1, end - space - 1);
            var id = Convert.ToHexStringLower(content.AsSpan(end + 1, hashLength));
            foreach (var file in content[at] == '4' ? Files(id, name + "/") : [(name, id)])
            {
                yield return file;
            }

            at = end + 1 + hashLength;
        }
    }

    private sealed record Commit(string Id, List<string> Parents, List<(string Path, string Blob)> Files, long Time)
    {
        public bool Has(string blob) => Files.Exists(f => f.Blob == blob);

        public IEnumerable<string> PathsOf(string blob) => Files.Where(f => f.Blob == blob).Select(f => f.Path);
    }
}
