using System.Text;
using PatScan.Content;

namespace PatScan.Tests.Git;

/// <summary>Everything that a source hands out, run on one thread.</summary>
internal sealed class Scanned : IContentSink
{
    public List<(Origin Origin, byte[] Content)> Contents { get; } = [];

    public List<NotScanned> Gaps { get; } = [];

    public IEnumerable<string> Paths => Contents.Select(c => c.Origin.Path).Order(StringComparer.Ordinal);

    public IEnumerable<string> Ids => Contents.Select(c => c.Origin.ObjectId!).Distinct().Order(StringComparer.Ordinal);

    public static Scanned Of(ISource source)
    {
        var scanned = new Scanned();
        foreach (var unit in source.Units(scanned, CancellationToken.None))
        {
            unit.Read(scanned, CancellationToken.None);
        }

        return scanned;
    }

    public string Text(string path) => Encoding.UTF8.GetString(Contents.Single(c => c.Origin.Path == path).Content);

    public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key) => Contents.Add((source.Describe(key), bytes.ToArray()));

    public void Content(IByteReader bytes, IOriginProvider source, long key)
    {
        var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (bytes.Read(buffer) is var read and > 0)
        {
            all.Write(buffer, 0, read);
        }

        Contents.Add((source.Describe(key), all.ToArray()));
    }

    public void NotScanned(NotScanned gap) => Gaps.Add(gap);
}
