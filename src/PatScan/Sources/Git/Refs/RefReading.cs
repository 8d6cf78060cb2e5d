using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>What has been read of a repository's refs so far. A later ref of the same name takes the earlier one's place.</summary>
/// <param name="hashLength">Bytes of an object id.</param>
internal sealed class RefReading(int hashLength)
{
    public int HashLength { get; } = hashLength;

    public Dictionary<string, GitRef> Refs { get; } = [];

    /// <summary>Further ids of files with several, such as FETCH_HEAD.</summary>
    public List<GitRef> Extra { get; } = [];

    public HashSet<ObjectId> Log { get; } = [];

    public HashSet<ObjectId> StashLog { get; } = [];

    public List<NotScanned> Gaps { get; } = [];

    public void Put(GitRef reference) => Refs[reference.Name] = reference;

    /// <summary>An id in the reflog of <paramref name="name"/>.</summary>
    public void PutLog(string name, ObjectId id)
    {
        if (!id.IsZero)
        {
            (name == "refs/stash" ? StashLog : Log).Add(id);
        }
    }

    /// <summary>Reads an id of this repository's length at the start of a line.</summary>
    public bool TryId(ReadOnlySpan<byte> text, out ObjectId id)
    {
        id = default;
        return text.Length >= HashLength * 2
            && (text.Length == HashLength * 2 || text[HashLength * 2] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            && ObjectId.TryParse(text[..(HashLength * 2)], out id);
    }
}
