using System.Globalization;
using System.Text;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>What plain git says about the objects of a repository.</summary>
internal static class Oracle
{
    /// <summary>Every object that git sees: kind and content by id.</summary>
    public static Dictionary<string, (string Kind, byte[] Content)> Objects(GitFixture repository)
    {
        var all = repository.GitBytes(["cat-file", "--batch-all-objects", "--batch", "--unordered"]);
        var objects = new Dictionary<string, (string, byte[])>();
        for (var at = 0; at < all.Length;)
        {
            var line = Array.IndexOf(all, (byte)'\n', at);
            var parts = Encoding.ASCII.GetString(all, at, line - at).Split(' ');
            var size = int.Parse(parts[2], CultureInfo.InvariantCulture);
            objects.Add(parts[0], (parts[1], all[(line + 1)..(line + 1 + size)]));
            at = line + 1 + size + 1;
        }

        return objects;
    }

    /// <summary>The repository as its folders are laid out; alternates as git wrote them, one level.</summary>
    public static GitDirectory Locate(GitFixture repository)
    {
        var objects = repository.ObjectsPath;
        var alternates = Path.Join(objects, "info", "alternates");
        var hash = repository.Git("rev-parse", "--show-object-format").Trim() == "sha256" ? ObjectId.Sha256Length : ObjectId.Sha1Length;
        return new GitDirectory
        {
            Path = repository.GitPath,
            CommonPath = repository.GitPath,
            ObjectDirectories = [objects, .. File.Exists(alternates) ? File.ReadAllLines(alternates) : []],
            HashLength = hash,
        };
    }

    public static ObjectId Id(string hex) =>
        ObjectId.TryParse(Encoding.ASCII.GetBytes(hex), out var id) ? id : throw new ArgumentException("no object id", nameof(hex));
}
