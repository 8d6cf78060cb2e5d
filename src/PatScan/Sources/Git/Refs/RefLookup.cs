using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Finds single refs without reading all: a hook that looks at ten files must not pay for a million tags.
/// </summary>
internal sealed class RefLookup(GitDirectory directory)
{
    /// <summary>As git: a chain of refs that point to refs is followed this far.</summary>
    private const int MaxSymbolicDepth = 5;

    private readonly Lazy<RefSet> all = new(() => RefSet.Read(directory, withReflogs: false));
    private readonly Lazy<byte[]> packed = new(() => RefFiles.ReadPackedBytes(directory));

    /// <summary>HEAD with its target, all zero before the first commit; null if it is unreadable.</summary>
    public GitRef? Head => Find("HEAD", out var head) ? head : null;

    /// <summary>The ref of exactly this name, or null if it is not there or leads to nothing.</summary>
    public GitRef? Find(string name) => Find(name, out var found) && !found.Target.IsZero ? found : null;

    private bool Find(string name, out GitRef found)
    {
        if (directory.RefStorage != RefStorage.Files)
        {
            found = (name == "HEAD" ? all.Value.Head : all.Value.Find(name))!;
            return found is not null;
        }

        if (ReadOne(name) is not { } start)
        {
            found = null!;
            return false;
        }

        var end = start;
        for (var depth = 0; end?.PointsTo is { } next && depth < MaxSymbolicDepth; depth++)
        {
            end = ReadOne(next);
        }

        found = start with { Target = end is { PointsTo: null } ? end.Target : default };
        return true;
    }

    private GitRef? ReadOne(string name)
    {
        // A ref may name any file: only what git could have written is looked for.
        var isRef = name.StartsWith("refs/", StringComparison.Ordinal);
        if (name.Split('/').Any(part => part is "" or "." or "..") || name.AsSpan().ContainsAny('\0', '\\', '\n')
            || (!isRef && !RefFiles.IsSpecial(name)))
        {
            return null;
        }

        var isOwn = !isRef || name.StartsWith("refs/bisect/", StringComparison.Ordinal)
            || name.StartsWith("refs/worktree/", StringComparison.Ordinal) || name.StartsWith("refs/rewritten/", StringComparison.Ordinal);
        return RefFiles.ReadOne(directory, Path.Combine(isOwn ? directory.Path : directory.CommonPath, name), name)
            ?? (isRef ? ReadPacked(name) : null);
    }

    private GitRef? ReadPacked(string name)
    {
        var line = Encoding.UTF8.GetBytes($" {name}");
        var digits = directory.HashLength * 2;
        var bytes = packed.Value.AsSpan();
        for (var from = 0; bytes[from..].IndexOf(line) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            var end = at + line.Length;
            if (at >= digits && (end == bytes.Length || bytes[end] is (byte)'\n' or (byte)'\r')
                && (at == digits || bytes[at - digits - 1] == '\n') && ObjectId.TryParse(bytes[(at - digits)..at], out var id))
            {
                return new GitRef(name, id);
            }
        }

        return null;
    }
}
