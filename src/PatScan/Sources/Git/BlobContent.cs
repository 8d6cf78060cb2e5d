using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>Hands one blob, read by its id, to a sink, or says why not.</summary>
internal static class BlobContent
{
    /// <param name="name">What a person calls it, for what is not scanned.</param>
    public static void Read(ObjectStore store, ObjectId id, string name, IContentSink sink, IOriginProvider source, long key)
    {
        try
        {
            if (!store.TryRead(id, out _, out var content))
            {
                sink.NotScanned(new NotScanned(name, CoverageSkips.Missing, id.ToString()));
                return;
            }

            if (LfsPointer.IsPointer(content))
            {
                sink.NotScanned(new NotScanned(name, CoverageSkips.LfsPointer));
            }

            sink.Content(content, source, key);
        }
        catch (InvalidObjectException e)
        {
            sink.NotScanned(new NotScanned(name, e.Reason, $"{id}: {e.Message}"));
        }
    }
}
