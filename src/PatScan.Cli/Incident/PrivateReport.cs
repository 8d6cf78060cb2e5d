using System.Text;

namespace PatScan.Cli.Incident;

/// <summary>One <c>--report FORMAT=PATH</c> of verify and revoke: SARIF with the outcomes, or evidence in Markdown.</summary>
/// <param name="IsSarif">Whether it is the findings file again.</param>
/// <param name="Path">Where; null is standard output.</param>
internal sealed record PrivateReport(bool IsSarif, string? Path)
{
    private static readonly string[] Formats = ["markdown", "sarif"];

    /// <exception cref="UserError">It is none of the two, or the file cannot be written.</exception>
    public static IReadOnlyList<PrivateReport> Parse(IEnumerable<string> texts)
    {
        var reports = texts.Select(Parse).ToList();
        return reports.Count(r => r.Path is null) > 1 ? throw Messages.ReportTwiceOnStandardOutput() : reports;
    }

    /// <summary>Writes it whole or not at all; only the operator can read it.</summary>
    public void Write(LeakLog? log, string markdown)
    {
        if (IsSarif && log is null)
        {
            throw Messages.SarifNeedsFindings();
        }

        if (Path is null)
        {
            using var output = Console.OpenStandardOutput();
            Fill(output, log, markdown);
            return;
        }

        var fresh = Fresh(Path);
        try
        {
            using (var stream = Create(fresh))
            {
                Fill(stream, log, markdown);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
            throw Messages.ReportNotWritable(Path, e.Message.TrimEnd('.'));
        }
    }

    private void Fill(Stream stream, LeakLog? log, string markdown)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (IsSarif)
        {
            log!.Save(text);
        }
        else
        {
            text.Write(markdown);
        }
    }

    // A report that cannot be written is better known before anything is revoked than after.
    private static PrivateReport Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || at == text.Length - 1)
        {
            throw Messages.ReportNeedsPath(text);
        }

        var (format, path) = (text[..at], text[(at + 1)..]);
        if (!Formats.Contains(format))
        {
            throw Messages.UnknownReportFormat(format, Formats);
        }

        if (path == "-")
        {
            return new(format == "sarif", null);
        }

        try
        {
            Create(Fresh(path)).Dispose();
            File.Delete(Fresh(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Messages.ReportNotWritable(path, e.Message.TrimEnd('.'));
        }

        return new(format == "sarif", path);
    }

    private static string Fresh(string path) => $"{System.IO.Path.GetFullPath(path)}.{Environment.ProcessId}.tmp";

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
