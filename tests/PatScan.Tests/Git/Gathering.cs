using PatScan.Content;
using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>Runs a source to its end and keeps what it gives, by object id.</summary>
internal sealed class Gathering : IContentSink
{
    private readonly Lock mutex = new();

    /// <summary>Every content handed out: kind of origin, id, bytes. One that comes twice is there twice.</summary>
    public List<(OriginKind Kind, string Id, byte[] Content)> Objects { get; } = [];

    public List<NotScanned> Gaps { get; } = [];

    public static Gathering Of(ISource source, int threads = 2)
    {
        var gathering = new Gathering();
        var units = source.Units(gathering, TestContext.Current.CancellationToken);
        Parallel.ForEach(units, new ParallelOptions { MaxDegreeOfParallelism = threads }, unit => unit.Read(gathering, TestContext.Current.CancellationToken));
        return gathering;
    }

    public static Gathering Of(GitDirectory repository, GitLimits? limits = null)
    {
        using var store = ObjectStore.Open(repository, limits ?? new GitLimits());
        return Of(new HistorySource(store));
    }

    public void Content(ReadOnlySpan<byte> bytes, IOriginProvider source, long key) => Add(bytes.ToArray(), source.Describe(key));

    public void Content(IByteReader bytes, IOriginProvider source, long key)
    {
        var content = new MemoryStream();
        var buffer = new byte[1000];
        for (int read; (read = bytes.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
        }

        Add(content.ToArray(), source.Describe(key));
    }

    public void NotScanned(NotScanned gap)
    {
        lock (mutex)
        {
            Gaps.Add(gap);
        }
    }

    private void Add(byte[] content, Origin origin)
    {
        lock (mutex)
        {
            Objects.Add((origin.Kind, origin.ObjectId!, content));
        }
    }
}
