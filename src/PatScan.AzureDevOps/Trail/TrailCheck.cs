using System.Security.Cryptography;

namespace PatScan.AzureDevOps.Trail;

/// <summary>
/// Walks the chain of an audit trail. A changed line fails its own hash; a removed or moved one breaks the next line's
/// "prev"; lines missing at the end contradict the head file. What cannot be seen: somebody who may write both files and
/// makes a whole new chain, or removes both. For that, copy the head's hash somewhere else.
/// </summary>
public sealed class TrailCheck
{
    private readonly List<TrailProblem> problems = [];
    private readonly List<TrailEntry> entries = [];
    private readonly Dictionary<long, string> hashes = [];
    private string last = TrailLine.Genesis;
    private int line;

    private TrailCheck()
    {
    }

    /// <summary>What is wrong, in the order of the lines; empty for a trail as PatScan wrote it.</summary>
    public IReadOnlyList<TrailProblem> Problems => problems;

    /// <summary>Every readable entry.</summary>
    public IReadOnlyList<TrailEntry> Entries => entries;

    /// <summary>The hash of the last line: written down elsewhere, it proves the trail up to here.</summary>
    public string LastHash => last;

    /// <summary>Whether the last line is torn.</summary>
    public bool HasTornLine => !Torn.IsEmpty;

    /// <summary>Bytes after the last whole line: what a run that was cut off left behind. Not a problem; the next run records them.</summary>
    internal ReadOnlyMemory<byte> Torn { get; private set; }

    /// <summary>Checks the file and the head file beside it.</summary>
    /// <exception cref="UserError">It cannot be read.</exception>
    public static TrailCheck Run(string path)
    {
        try
        {
            var head = AuditTrail.HeadOf(path);
            return Run(Bytes(path), File.Exists(head) ? Bytes(head) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.TrailUnreadable(path, e.Message);
        }
    }

    internal static TrailCheck Run(ReadOnlyMemory<byte> file, byte[]? head)
    {
        var check = new TrailCheck();
        check.Walk(file);
        check.CompareHead(head);
        return check;
    }

    private void Walk(ReadOnlyMemory<byte> file)
    {
        var bad = ReadOnlyMemory<byte>.Empty;
        var badFrom = 0;
        for (var at = 0; at < file.Length;)
        {
            var feed = file.Span[at..].IndexOf((byte)'\n');
            var text = feed < 0 ? file[at..] : file.Slice(at, feed);
            line++;
            if (TrailLine.Read(text) is not { } read)
            {
                badFrom = bad.IsEmpty ? line : badFrom;
                bad = bad.IsEmpty ? file[at..] : bad;
                at += text.Length + 1;
                continue;
            }

            Accept(read, bad.IsEmpty ? bad : bad[..(bad.Length - (file.Length - at))], badFrom);
            bad = ReadOnlyMemory<byte>.Empty;
            at += text.Length + 1;
        }

        EndAt(bad, badFrom);
    }

    // Rubbish between lines is what a cut-off run left only if the line after it says so, by length and hash.
    private void Accept(TrailLine read, ReadOnlyMemory<byte> bad, int badFrom)
    {
        var explained = read.Entry.Kind == TrailKind.Recovered && read.Entry.TornBytes == bad.Length
            && read.Entry.TornHash == Convert.ToHexStringLower(SHA256.HashData(bad.Span));
        if (!bad.IsEmpty && !explained)
        {
            problems.Add(new(badFrom, "changed", $"Line {badFrom} was changed, or is not one of PatScan's."));
        }

        var expected = entries.Count == 0 ? 1 : entries[^1].Sequence + 1;
        if (read.Entry.Sequence < expected)
        {
            problems.Add(new(line, "reordered", $"Line {line} has number {read.Entry.Sequence} where {expected} belongs: lines were moved or repeated."));
        }
        else if (read.Entry.Sequence > expected && (bad.IsEmpty || explained))
        {
            problems.Add(new(line, "removed", $"Before line {line}, {read.Entry.Sequence - expected} line(s) are missing (numbers {expected} to {read.Entry.Sequence - 1})."));
        }
        else if (read.Previous != last && (bad.IsEmpty || explained))
        {
            problems.Add(new(line, "changed", $"Line {line} does not follow the line before it."));
        }

        entries.Add(read.Entry);
        hashes[read.Entry.Sequence] = last = read.Hash;
    }

    // A line that was cut off has no hash at its end; one that has, and the wrong one, was changed.
    private void EndAt(ReadOnlyMemory<byte> bad, int badFrom)
    {
        Torn = bad;
        if (TrailLine.IsWhole(bad.Span))
        {
            problems.Add(new(badFrom, "changed", $"Line {badFrom}, the last, was changed, or is not one of PatScan's."));
        }
    }

    private void CompareHead(byte[]? bytes)
    {
        var count = entries.Count == 0 ? 0 : entries[^1].Sequence;
        if (bytes is null)
        {
            // The first line is on disk a moment before the first head.
            if (count > 1)
            {
                problems.Add(new(0, "head-missing", "The head file is missing, so lines removed from the end would not show."));
            }

            return;
        }

        if (TrailHead.Read(bytes) is not { } head)
        {
            problems.Add(new(0, "head-changed", "The head file is not one of PatScan's."));
        }
        else if (head.Sequence > count)
        {
            problems.Add(new(line, "removed", $"At the end, {head.Sequence - count} line(s) are missing: the head file knows number {head.Sequence}."));
        }
        else if (head.Sequence + 1 < count || hashes.GetValueOrDefault(head.Sequence) != head.Hash)
        {
            problems.Add(new(0, "head-changed", "The head file and the trail do not belong together."));
        }
    }

    private static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
