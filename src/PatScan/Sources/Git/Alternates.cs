using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Follows <c>objects/info/alternates</c>: the other folders whose objects count as this repository's. Bounded, since a
/// hostile repository may chain them without end.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/gitrepository-layout, and link_alt_odb_entries of git for quoting.</remarks>
internal static class Alternates
{
    /// <summary>Against endless chains; git gives up at a nesting of 5.</summary>
    private const int MaxDirectories = 256;

    private const long LargestFile = 1024 * 1024;

    /// <summary>The object folders, first to look in first and none twice, and the ones that are named but missing.</summary>
    /// <param name="main">The repository's own object folder.</param>
    /// <param name="environment">GIT_ALTERNATE_OBJECT_DIRECTORIES, or null.</param>
    /// <param name="relativeTo">Where the relative paths among those start from.</param>
    public static (IReadOnlyList<string> Found, IReadOnlyList<string> Missing) Resolve(string main, string? environment, string relativeTo)
    {
        List<string> found = [], missing = [];
        var seen = new HashSet<string>();
        var queue = new Queue<string>([main, .. Split(Encoding.UTF8.GetBytes(environment ?? ""), (byte)Path.PathSeparator, relativeTo)]);
        while (queue.TryDequeue(out var folder))
        {
            if (!seen.Add(RealPath.Of(folder)))
            {
                continue;
            }

            if (!Directory.Exists(folder) || found.Count == MaxDirectories)
            {
                missing.Add(folder);
                continue;
            }

            found.Add(folder);
            foreach (var next in Named(folder, missing))
            {
                queue.Enqueue(next);
            }
        }

        return (found, missing);
    }

    private static List<string> Named(string folder, List<string> missing)
    {
        var file = Path.Combine(folder, "info", "alternates");
        try
        {
            return SmallFile.Read(file, LargestFile) is { } bytes ? Split(bytes, (byte)'\n', folder) : [];
        }
        catch (GitFormatException)
        {
            missing.Add(file);
            return [];
        }
    }

    private static List<string> Split(ReadOnlySpan<byte> list, byte separator, string relativeTo)
    {
        var paths = new List<string>();
        while (list.Length > 0)
        {
            string entry;
            if (list[0] == '"' && Unquote(list) is var (text, length))
            {
                entry = text;
                list = list[length..];
            }
            else
            {
                var end = list.IndexOf(separator) is var i and >= 0 ? i : list.Length;
                entry = GitText.Decode(list[..end]).TrimEnd('\r');
                list = list[end..];
            }

            list = list.TrimStart(separator);
            if (entry.Length > 0 && entry[0] != '#' && !entry.Contains('\0'))
            {
                paths.Add(Path.GetFullPath(entry, relativeTo));
            }
        }

        return paths;
    }

    /// <summary>Reads C quoting to the closing quote; null if it is not well formed, and then the quote is part of the name.</summary>
    private static (string Text, int Length)? Unquote(ReadOnlySpan<byte> quoted)
    {
        var bytes = new List<byte>();
        for (var at = 1; at < quoted.Length; at++)
        {
            var c = quoted[at];
            if (c == '"')
            {
                return (GitText.Decode([.. bytes]), at + 1);
            }

            if (c == '\\')
            {
                at++;
                if (at + 2 < quoted.Length && quoted[at] is >= (byte)'0' and <= (byte)'3')
                {
                    c = (byte)(((quoted[at] & 7) << 6) | ((quoted[at + 1] & 7) << 3) | (quoted[at + 2] & 7));
                    at += 2;
                }
                else if (at < quoted.Length && Escape(quoted[at]) is { } simple)
                {
                    c = simple;
                }
                else
                {
                    return null;
                }
            }

            bytes.Add(c);
        }

        return null;
    }

    private static byte? Escape(byte c) => (char)c switch
    {
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        '"' or '\\' => c,
        _ => null,
    };
}
