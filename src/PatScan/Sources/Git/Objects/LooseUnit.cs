using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>The loose objects of one of the 256 folders of an object directory, without those that packs or earlier directories have.</summary>
internal sealed class LooseUnit(ObjectStore store, SeenIds? packed, int directory, string folder, byte kinds) : IUnit, IObjectOrigins
{
    private readonly List<ObjectId> ids = [];

    /// <inheritdoc/>
    public void Read(IContentSink sink, CancellationToken cancellation)
    {
        using var reader = new LooseReader(store.Limits);
        try
        {
            foreach (var (id, path) in LooseFiles.InFolder(folder, store.HashLength))
            {
                cancellation.ThrowIfCancellationRequested();
                var met = packed is null ? store.IsPacked(id) : packed.Contains(id.Bytes);
                if (!met && !store.IsLoose(id, directory))
                {
                    Read(reader, id, path, sink);
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

    private void Read(LooseReader reader, in ObjectId id, string path, IContentSink sink)
    {
        int position;
        lock (ids)
        {
            position = ids.Count;
            ids.Add(id);
        }

        try
        {
            if (reader.TryRead(path))
            {
                if (IsAsked(reader.Header.Kind))
                {
                    sink.Content(reader.Content, this, ObjectKey.Of(position, reader.Header.Kind));
                }

                return;
            }

            using var file = LooseObject.TryOpen(path);
            if (file is not null && IsAsked(file.Header.Kind))
            {
                file.Give(sink, this, ObjectKey.Of(position, file.Header.Kind), store.Limits);
            }
        }
        catch (InvalidObjectException e)
        {
            sink.NotScanned(new NotScanned(id.ToString(), e.Reason, e.Message));
        }
    }

    private bool IsAsked(ObjectKind kind) => (kinds & (1 << (byte)kind)) != 0;
}
