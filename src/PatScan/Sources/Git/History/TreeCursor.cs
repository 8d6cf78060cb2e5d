namespace PatScan.Sources.Git;

/// <summary>
/// Looks names up in a tree that is asked for them in the order of trees: one walk along for all. In a tree that is out of order
/// names are overlooked, which makes content new that is not, and never the other way round.
/// </summary>
internal sealed class TreeCursor(byte[] tree, int hashLength)
{
    private int at;

    /// <summary>The id under which this tree has an entry of the same name and kind of entry.</summary>
    public bool TryFind(in TreeEntry wanted, out ReadOnlySpan<byte> id)
    {
        id = default;
        var reader = new TreeReader(tree.AsSpan(at), hashLength);
        try
        {
            while (reader.Next())
            {
                var order = Compare(reader.Current, wanted);
                if (order > 0)
                {
                    return false;
                }

                at = tree.Length - reader.Remaining;
                if (order == 0)
                {
                    id = reader.Current.Id;
                    return true;
                }
            }
        }
        catch (GitFormatException)
        {
            at = tree.Length;
        }

        return false;
    }

    /// <summary>Folders are sorted as if their names ended with a slash.</summary>
    private static int Compare(in TreeEntry a, in TreeEntry b)
    {
        var common = Math.Min(a.Name.Length, b.Name.Length);
        var order = a.Name[..common].SequenceCompareTo(b.Name[..common]);
        return order != 0 ? order : End(a, common).CompareTo(End(b, common));
    }

    private static int End(in TreeEntry entry, int at) =>
        at < entry.Name.Length ? entry.Name[at] : entry.Kind == EntryKind.Folder ? '/' : 0;
}
