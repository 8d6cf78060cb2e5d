using System.Globalization;

namespace PatScan.Sources.Git;

/// <summary>Abbreviated ids.</summary>
internal sealed partial class ObjectStore
{
    /// <summary>The ids that begin with these hexadecimal digits, in order, at most so many.</summary>
    public IReadOnlyCollection<ObjectId> FindByPrefix(string digits, int limit)
    {
        var found = new SortedSet<ObjectId>();
        var lowest = Convert.FromHexString(digits.PadRight(HashLength * 2, '0'));
        foreach (var pack in packs)
        {
            for (var at = LowerBound(pack.Index, lowest); at < pack.Index.Count && found.Count < limit; at++)
            {
                var id = new ObjectId(pack.Index.IdAt(at));
                if (!id.ToString().StartsWith(digits, StringComparison.OrdinalIgnoreCase))
                {
                    break;
                }

                found.Add(id);
            }
        }

        var (folder, rest) = (digits[..2].ToLower(CultureInfo.InvariantCulture), digits[2..]);
        foreach (var path in directories.Select(d => Path.Join(d, folder)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 }).Select(f => Path.GetFileName(f)))
            {
                if (found.Count < limit && file.StartsWith(rest, StringComparison.OrdinalIgnoreCase)
                    && ObjectId.TryParse(System.Text.Encoding.ASCII.GetBytes(folder + file), out var id) && id.Length == HashLength)
                {
                    found.Add(id);
                }
            }
        }

        return found;
    }

    private static int LowerBound(PackIndex index, ReadOnlySpan<byte> id)
    {
        int low = 0, high = index.Count;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (index.IdAt(middle).SequenceCompareTo(id) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
