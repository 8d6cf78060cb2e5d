using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads the ids in a reflog file: what a ref pointed to before and after each change. Line by line, for a long-lived
/// clone's may be large.
/// </summary>
internal static class Reflog
{
    public static void Read(string path, string name, RefReading reading)
    {
        try
        {
            if (SmallFile.Length(path) is not > 0)
            {
                return;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
            Read(file, name, reading);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reading.Gaps.Add(new NotScanned($"logs/{name}", CoverageSkips.Reflog, e.GetType().Name));
        }
    }

    /// <summary>Only the start of each line is kept: two ids. The rest has no bound.</summary>
    private static void Read(FileStream file, string name, RefReading reading)
    {
        var digits = reading.HashLength * 2;
        Span<byte> start = stackalloc byte[(2 * digits) + 2];
        var buffer = new byte[64 * 1024];
        var used = 0;
        while (file.Read(buffer) is var read and > 0)
        {
            for (var rest = buffer.AsSpan(0, read); rest.Length > 0;)
            {
                var end = rest.IndexOf((byte)'\n');
                var part = end < 0 ? rest : rest[..end];
                var kept = part[..Math.Min(part.Length, start.Length - used)];
                kept.CopyTo(start[used..]);
                used += kept.Length;
                if (end >= 0)
                {
                    Take(start[..used], digits, name, reading);
                    used = 0;
                }

                rest = rest[(end < 0 ? rest.Length : end + 1)..];
            }
        }

        Take(start[..used], digits, name, reading);
    }

    private static void Take(ReadOnlySpan<byte> line, int digits, string name, RefReading reading)
    {
        if (reading.TryId(line, out var old))
        {
            reading.PutLog(name, old);
            if (line.Length > digits && reading.TryId(line[(digits + 1)..], out var id))
            {
                reading.PutLog(name, id);
            }
        }
    }
}
