using System.Security.Cryptography;
using System.Text;

namespace PatScan.AzureDevOps.Trail;

/// <summary>
/// The record of what PatScan did to other people's tokens: JSON Lines, appended, chained by hashes, each line flushed to
/// disk before the call that it announces. If a line cannot be written, nothing is done. A process killed at any instant
/// leaves at most one torn line, which the next run records and steps over.
/// </summary>
public sealed class AuditTrail : IDisposable
{
    private readonly FileStream file;
    private readonly TimeProvider time;
    private readonly List<TrailEntry> past;
    private readonly Guid run = Guid.NewGuid();
    private readonly string who;
    private string last;
    private bool isBroken;

    private AuditTrail(FileStream file, TrailCheck check, TimeProvider time, string who)
    {
        (this.file, this.time, this.who) = (file, time, who);
        past = [.. check.Entries];
        last = check.LastHash;
    }

    /// <summary>The file.</summary>
    public string Path => file.Name;

    /// <summary>Everything in it so far, this run's entries included.</summary>
    public IReadOnlyList<TrailEntry> Entries => past;

    /// <summary>The hash of the last entry: kept somewhere else, it proves the trail up to here.</summary>
    public string LastHash => last;

    internal static string HeadOf(string path) => path + ".head";

    /// <summary>Opens or creates the trail, alone. Records what an earlier run that was cut off left behind.</summary>
    /// <exception cref="UserError">It cannot be written, another run has it, or it was tampered with.</exception>
    public static AuditTrail Open(string path) => Open(path, TimeProvider.System);

    internal static AuditTrail Open(string path, TimeProvider time)
    {
        FileStream? file = null;
        try
        {
            path = System.IO.Path.GetFullPath(path);
            PrivateFile.MakeFolder(System.IO.Path.GetDirectoryName(path)!);
            file = new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            if (!PrivateFile.TryLock(file.SafeFileHandle))
            {
                throw Messages.TrailInUse(path);
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var head = HeadOf(path);
            var check = TrailCheck.Run(bytes, File.Exists(head) ? File.ReadAllBytes(head) : null);
            if (check.Problems.Count > 0)
            {
                throw Messages.TrailDamaged(path, check.Problems[0].Text);
            }

            var trail = new AuditTrail(file, check, time, $"{Environment.UserName}@{Environment.MachineName}");
            trail.Recover(bytes, check);
            return trail;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            throw IsShared(e) ? Messages.TrailInUse(path) : Messages.TrailNotWritable(path, e.Message);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Appends an entry and returns when it is on disk.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="UserError">It could not be written: the call that it announces must not be made.</exception>
    internal long Append(TrailEntry entry) => Append(entry, "");

    // What was torn is closed with a line feed in the same write as the entry that explains it.
    private long Append(TrailEntry entry, string before)
    {
        var numbered = entry with { Sequence = past.Count == 0 ? 1 : past[^1].Sequence + 1, Time = time.GetUtcNow(), Run = run, Who = who };
        var (bytes, hash) = TrailLine.Write(numbered, last);
        if (isBroken)
        {
            throw Messages.TrailNotWritable(file.Name, "an earlier line could not be completed");
        }

        try
        {
            isBroken = true;
            file.Write([.. Encoding.ASCII.GetBytes(before), .. bytes]);
            file.Flush(flushToDisk: true);
            past.Add(numbered);
            last = hash;
            WriteHead();
            isBroken = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.TrailNotWritable(file.Name, e.Message);
        }

        return numbered.Sequence;
    }

    private void WriteHead() => new TrailHead(past[^1].Sequence, last).Write(HeadOf(file.Name));

    private void Recover(byte[] bytes, TrailCheck check)
    {
        if (past.Count > 0)
        {
            // A run may have been cut off between a line and the head.
            WriteHead();
        }

        var open = TrailHistory.Unanswered(check.Entries);
        var feed = bytes.Length > 0 && bytes[^1] != '\n' ? "\n" : "";
        byte[] torn = check.Torn.IsEmpty ? [] : [.. check.Torn.Span, .. Encoding.ASCII.GetBytes(feed)];
        if (torn.Length == 0 && open.Count == 0)
        {
            file.Write(Encoding.ASCII.GetBytes(feed));
            return;
        }

        var items = open.SelectMany(e => e.Items).DistinctBy(i => i.AuthorizationId);
        var entry = new TrailEntry(TrailKind.Recovered)
        {
            Answer = open.Count == 0 ? null : $"{open.Count} call(s) of an earlier run have no answer on record",
            Items = [.. items.Select(i => i with { Outcome = "unknown", Why = "the run ended before the answer was written down" })],
        };
        Append(torn.Length == 0 ? entry : entry with { TornBytes = torn.Length, TornHash = Convert.ToHexStringLower(SHA256.HashData(torn)) }, feed);
    }

    // ERROR_SHARING_VIOLATION on Windows; EAGAIN and EWOULDBLOCK where .NET's own lock was faster than ours.
    private static bool IsShared(Exception e) => e is IOException && (e.HResult & 0xFFFF) is 32 or 11 or 35;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
