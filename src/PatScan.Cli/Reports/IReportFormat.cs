namespace PatScan.Cli.Reports;

/// <summary>A file format for reports.</summary>
internal interface IReportFormat
{
    /// <summary>Writes the whole report: UTF-8 without byte order mark, LF.</summary>
    void Write(Report report, Stream stream);
}
