using System.Collections.Frozen;
using PatScan.Sources;

namespace PatScan.Cli.Reports;

/// <summary>One <c>--report FORMAT=PATH</c>.</summary>
/// <param name="Format">How to write it.</param>
/// <param name="Path">Where, or null for standard output.</param>
internal sealed record ReportFile(IReportFormat Format, string? Path)
{
    private static readonly FrozenDictionary<string, Func<IReportFormat>> Formats = new Dictionary<string, Func<IReportFormat>>
    {
        ["sarif"] = () => new SarifReport(),
        ["json"] = () => new JsonReport(),
    }.ToFrozenDictionary();

    /// <summary>Reads what the operator typed, and makes sure now that the file can be written when the scan is done.</summary>
    /// <exception cref="UserError">It cannot, or the text names no report.</exception>
    public static IReadOnlyList<ReportFile> Parse(IEnumerable<string> texts)
    {
        var reports = texts.Select(Parse).ToList();
        return reports.Count(report => report.Path is null) > 1 ? throw Messages.ReportTwiceOnStandardOutput() : reports;
    }

    /// <summary>
    /// Writes the report to a temporary file beside its place and renames it, so that there is a whole report or none. Only
    /// the operator can read it: it says where secrets are.
    /// </summary>
    public void Write(Report report, Stream standardOutput)
    {
        if (Path is null)
        {
            WriteTo(standardOutput, report, "-");
            return;
        }

        if (IsDevice(Path))
        {
            using var device = File.OpenWrite(Path);
            WriteTo(device, report, Path);
            return;
        }

        var temporary = Temporary(Path);
        try
        {
            using (var stream = Create(temporary))
            {
                Format.Write(report, stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw Messages.ReportNotWritable(Path, Brief(e));
        }
    }

    private void WriteTo(Stream stream, Report report, string name)
    {
        try
        {
            Format.Write(report, stream);
            stream.Flush();
        }
        catch (IOException e)
        {
            throw Messages.ReportNotWritable(name, Brief(e));
        }
    }

    private static ReportFile Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || at == text.Length - 1)
        {
            throw Formats.ContainsKey(text.TrimEnd('=')) || at < 0 ? Messages.ReportNeedsPath(text) : Messages.UnknownReportFormat(text[..at], Names);
        }

        var make = Formats.GetValueOrDefault(text[..at]) ?? throw Messages.UnknownReportFormat(text[..at], Names);
        var path = text[(at + 1)..];
        if (path == "-")
        {
            return new ReportFile(make(), null);
        }

        try
        {
            if (Directory.Exists(path))
            {
                throw Messages.ReportNotWritable(path, "it is a folder");
            }

            if (!IsDevice(path))
            {
                var probe = Temporary(path);
                Create(probe).Dispose();
                File.Delete(probe);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Messages.ReportNotWritable(path, Brief(e));
        }

        return new ReportFile(make(), path);
    }

    /// <summary>Whether what is there must be written to, not replaced: /dev/null, /dev/stderr, a pipe.</summary>
    private static bool IsDevice(string path) => FileSource.IsDevice(System.IO.Path.GetFullPath(path));

    private static IEnumerable<string> Names => Formats.Keys.Order(StringComparer.Ordinal);

    private static string Temporary(string path) => $"{System.IO.Path.GetFullPath(path)}.{Environment.ProcessId}.tmp";

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static string Brief(Exception e) => e switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };
}
