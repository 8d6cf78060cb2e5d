using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>Reads refs that are kept as files: <c>packed-refs</c>, then the loose ones, which win, of all worktrees.</summary>
/// <remarks>Format: https://git-scm.com/docs/gitrepository-layout and refs/packed-backend.c of git.</remarks>
internal static class RefFiles
{
    /// <summary>A ref holds one id or one name; FETCH_HEAD a line for every remote branch.</summary>
    private const long LargestRef = 16 * 1024 * 1024;

    /// <summary>Large hosts have millions of refs of some 80 bytes each.</summary>
    private const long LargestPackedRefs = 1L << 30;

    /// <summary>Against folders nested without end. A ref's name is seldom deeper than 10.</summary>
    private const int MaxDepth = 64;

    /// <summary>What git writes into a worktree's own folder beside HEAD.</summary>
    private static readonly HashSet<string> Special = new(StringComparer.Ordinal)
    {
        "HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD", "BISECT_HEAD",
        "BISECT_EXPECTED_REV", "AUTO_MERGE", "MERGE_AUTOSTASH", "NOTES_MERGE_PARTIAL", "NOTES_MERGE_REF",
    };

    /// <summary>Reads packed and loose refs and their logs. Where refs are kept in tables, these folders hold nothing to read.</summary>
    public static void Read(GitDirectory directory, RefReading reading, bool withReflogs)
    {
        ReadPacked(directory.CommonPath, reading);
        foreach (var (folder, prefix, isMain) in Worktree.Of(directory))
        {
            ReadFolder(Path.Combine(folder, "refs"), (isMain ? "" : prefix) + "refs", 0, reading, false, ReadLoose);
            if (withReflogs)
            {
                ReadFolder(Path.Combine(folder, "logs"), "", 0, reading, true, (path, name, _) => Reflog.Read(path, name, reading));
            }
        }
    }

    /// <summary>Reads HEAD and what else git keeps beside it in a file, whatever way refs are kept.</summary>
    public static void ReadSpecial(GitDirectory directory, RefReading reading)
    {
        foreach (var (folder, prefix, _) in Worktree.Of(directory))
        {
            foreach (var name in Special)
            {
                var path = Path.Combine(folder, name);
                if (new FileInfo(path) is { Exists: true } or { LinkTarget: not null })
                {
                    ReadLoose(path, prefix + name, reading);
                }
            }
        }
    }

    /// <summary>Whether git keeps a ref of this name beside HEAD.</summary>
    public static bool IsSpecial(string name) => Special.Contains(name);

    /// <summary>Reads one loose ref, not resolved; null if there is none or it is unreadable.</summary>
    public static GitRef? ReadOne(GitDirectory directory, string path, string name)
    {
        var reading = new RefReading(directory.HashLength);
        ReadLoose(path, name, reading);
        return reading.Refs.GetValueOrDefault(name);
    }

    /// <summary>The file of packed refs, empty if there is none or it is unreadable.</summary>
    public static byte[] ReadPackedBytes(GitDirectory directory) =>
        SmallFile.TryRead(Path.Combine(directory.CommonPath, "packed-refs"), LargestPackedRefs) ?? [];

    private static void ReadFolder(
        string folder, string name, int depth, RefReading reading, bool isLog, Action<string, string, RefReading> read)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return;
            }

            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                var path = name.Length == 0 ? entry.Name : $"{name}/{entry.Name}";
                if (entry.Name.Contains('\uFFFD'))
                {
                    reading.Gaps.Add(new NotScanned(path, SkipReason.NameNotUtf8));
                }
                else if (entry is DirectoryInfo && (entry.LinkTarget is not null || depth == MaxDepth))
                {
                    reading.Gaps.Add(new NotScanned(path, CoverageSkips.Ref, "a linked or too deep folder"));
                }
                else if (entry is DirectoryInfo)
                {
                    ReadFolder(entry.FullName, path, depth + 1, reading, isLog, read);
                }
                else if (!entry.Name.EndsWith(".lock", StringComparison.Ordinal))
                {
                    read(entry.FullName, path, reading);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reading.Gaps.Add(new NotScanned(folder, isLog ? CoverageSkips.Reflog : CoverageSkips.Ref, e.GetType().Name));
        }
    }

    private static void ReadLoose(string path, string name, RefReading reading)
    {
        // Long ago a symbolic ref was a symbolic link.
        if (new FileInfo(path).LinkTarget is { } link && link.StartsWith("refs/", StringComparison.Ordinal))
        {
            reading.Put(new GitRef(name, default) { PointsTo = link });
            return;
        }

        byte[]? bytes;
        try
        {
            bytes = SmallFile.Read(path, LargestRef);
        }
        catch (GitFormatException e)
        {
            reading.Gaps.Add(new NotScanned(name, CoverageSkips.Ref, e.Message));
            return;
        }

        if (bytes is null)
        {
            return; // deleted meanwhile, or never there
        }

        if (bytes.AsSpan().StartsWith("ref:"u8))
        {
            reading.Put(new GitRef(name, default) { PointsTo = GitText.Decode(bytes.AsSpan(4).Trim(" \t\r\n"u8)) });
            return;
        }

        ReadIds(bytes, name, reading);
    }

    private static void ReadIds(ReadOnlySpan<byte> bytes, string name, RefReading reading)
    {
        var isFirst = true;
        foreach (var line in bytes.Split((byte)'\n'))
        {
            if (reading.TryId(bytes[line], out var id))
            {
                if (isFirst)
                {
                    reading.Put(new GitRef(name, id));
                }
                else
                {
                    reading.Extra.Add(new GitRef(name, id));
                }

                isFirst = false;
            }
        }

        // FETCH_HEAD is empty after a fetch that brought nothing. Another ref is not.
        if (isFirst && name.StartsWith("refs/", StringComparison.Ordinal))
        {
            reading.Gaps.Add(new NotScanned(name, CoverageSkips.Ref, "it is not an object id"));
        }
    }

    private static void ReadPacked(string folder, RefReading reading)
    {
        byte[] bytes;
        try
        {
            bytes = SmallFile.Read(Path.Combine(folder, "packed-refs"), LargestPackedRefs) ?? [];
        }
        catch (GitFormatException e)
        {
            reading.Gaps.Add(new NotScanned("packed-refs", CoverageSkips.Ref, e.Message));
            return;
        }

        var broken = 0;
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            var line = bytes.AsSpan(range).TrimEnd((byte)'\r');
            if (line.Length == 0 || line[0] is (byte)'#' or (byte)'^')
            {
                continue;
            }

            if (reading.TryId(line, out var id) && line.Length > (reading.HashLength * 2) + 1)
            {
                reading.Put(new GitRef(GitText.Decode(line[((reading.HashLength * 2) + 1)..]), id));
            }
            else
            {
                broken++;
            }
        }

        if (broken > 0)
        {
            reading.Gaps.Add(new NotScanned("packed-refs", CoverageSkips.Ref, $"{broken} malformed lines"));
        }
    }
}
