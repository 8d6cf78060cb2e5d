using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads refs from <c>reftable/tables.list</c>: a stack of tables, the newest last, in which a later record takes an
/// earlier one's place. Each linked worktree has a small stack of its own.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/reftable</remarks>
internal static class ReftableStack
{
    private const long LargestList = 1024 * 1024;
    private const long LargestTable = 1L << 30;

    /// <summary>A writer may merge tables while we read the list; git tries again as well.</summary>
    private const int Attempts = 3;

    public static void Read(GitDirectory directory, RefReading reading, bool withReflogs)
    {
        foreach (var (folder, prefix, isMain) in Worktree.Of(directory))
        {
            ReadStack(folder, prefix, isMain, reading, withReflogs);
        }
    }

    private static void ReadStack(string folder, string prefix, bool isShared, RefReading reading, bool withReflogs)
    {
        folder = Path.Combine(folder, "reftable");
        for (var attempt = 1; ; attempt++)
        {
            if (Tables(folder) is not { } tables)
            {
                if (isShared)
                {
                    reading.Gaps.Add(new NotScanned("reftable/tables.list", CoverageSkips.Ref, "missing or unreadable"));
                }

                return;
            }

            if (attempt < Attempts && tables.Exists(t => !File.Exists(t)))
            {
                continue;
            }

            ReadTables(tables, prefix, isShared, reading, withReflogs);
            return;
        }
    }

    private static List<string>? Tables(string folder)
    {
        var list = SmallFile.TryRead(Path.Combine(folder, "tables.list"), LargestList);
        return list is null ? null : [.. GitText.Decode(list).Split('\n')
            .Where(name => name.Length > 0 && name == Path.GetFileName(name) && !name.Contains('\0'))
            .Select(name => Path.Combine(folder, name))];
    }

    private static void ReadTables(List<string> tables, string prefix, bool isShared, RefReading reading, bool withReflogs)
    {
        var refs = new Dictionary<string, GitRef?>();
        var logs = new Dictionary<ReftableLogKey, (ObjectId Old, ObjectId New)?>();
        foreach (var table in tables)
        {
            try
            {
                var bytes = SmallFile.Read(table, LargestTable) ?? throw new GitFormatException("missing");
                ReftableReader.Read(bytes, reading.HashLength, refs, withReflogs ? logs : null);
            }
            catch (GitFormatException e)
            {
                reading.Gaps.Add(new NotScanned($"reftable/{Path.GetFileName(table)}", CoverageSkips.Ref, e.Message));
            }
        }

        foreach (var (name, reference) in refs)
        {
            if (reference is not null)
            {
                // "refs/" of the shared stack are everybody's; HEAD and the like belong to one worktree.
                var isEverybodys = isShared && name.StartsWith("refs/", StringComparison.Ordinal);
                reading.Put(reference with { Name = isEverybodys ? name : prefix + name });
            }
        }

        foreach (var (key, change) in logs)
        {
            if (change is var (old, id))
            {
                reading.PutLog(key.Name, old);
                reading.PutLog(key.Name, id);
            }
        }
    }
}
