using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>The loose objects of one of the 256 folders of an object directory, without those that packs or earlier directories have.</summary>
internal sealed class LooseUnit(ObjectStore store, int directory, string folder, byte kinds) : IUnit, IObjectOrigins
{
    private readonly List<ObjectId> ids = [];

    /// <inheritdoc/>
    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        try
        {
            foreach (var id in LooseFiles.InFolder(folder, store.HashLength))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!store.IsBefore(id, directory))
                {
                    Read(id, sink);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            sink.NotScanned(new NotScanned(folder, GitSkips.Unreadable, e.Message));
        }
    }

    /// <inheritdoc/>
    public (ObjectKind Kind, ObjectId Id) Object(long key)
    {
        lock (ids)
        {
            return (ObjectKey.Kind(key), ids[ObjectKey.Position(key)]);
        }
    }

    /// <inheritdoc/>
    public Origin Describe(long key)
    {
        var (kind, id) = Object(key);
        return ObjectKey.Origin(kind, id);
    }

    private void Read(in ObjectId id, IContentSink sink)
    {
        int position;
        lock (ids)
        {
            position = ids.Count;
            ids.Add(id);
        }

        try
        {
            using var file = LooseObject.TryOpen(LooseObject.PathOf(store.Directories[directory], id));
            if (file is not null && (kinds & (1 << (byte)file.Header.Kind)) != 0)
            {
                file.Give(sink, this, ObjectKey.Of(position, file.Header.Kind), store.Limits);
            }
        }
        catch (InvalidObjectException e)
        {
            sink.NotScanned(new NotScanned(id.ToString(), e.Reason, e.Message));
        }
    }
}
