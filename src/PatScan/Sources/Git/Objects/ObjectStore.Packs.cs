using PatScan.Content;

namespace PatScan.Sources.Git;

internal sealed partial class ObjectStore
{
    // Packs are found by their own name, not by that of the index: git ignores a pack whose index is gone, and we must say so.
    private void OpenPacks(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return;
            }

            foreach (var path in Directory.EnumerateFiles(folder, "pack-*.*"))
            {
                var extension = Path.GetExtension(path.AsSpan());
                if (extension is ".pack")
                {
                    OpenPack(path);
                }
                else if (extension is ".idx" && !File.Exists(Path.ChangeExtension(path, ".pack")))
                {
                    gaps.Add(new NotScanned(path, GitSkips.IndexWithoutPack));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            gaps.Add(new NotScanned(folder, GitSkips.Unreadable, e.Message));
        }
    }

    private void OpenPack(string path)
    {
        try
        {
            if (!File.Exists(Path.ChangeExtension(path, ".idx")))
            {
                gaps.Add(new NotScanned(path, GitSkips.PackWithoutIndex));
                return;
            }

            var pack = Pack.Open(path, HashLength);
            packs.Add(pack);
            if (pack.Damage is { } damage)
            {
                gaps.Add(new NotScanned(path, GitSkips.CorruptPack, damage));
            }
        }
        catch (InvalidPackException e)
        {
            gaps.Add(new NotScanned(path, e.Reason, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            gaps.Add(new NotScanned(path, GitSkips.Unreadable, e.Message));
        }
    }
}
