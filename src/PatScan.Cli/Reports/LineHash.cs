using System.Text;
using Microsoft.CodeAnalysis.Sarif;

namespace PatScan.Cli.Reports;

/// <summary>
/// GitHub's <c>primaryLocationLineHash</c>: by it an alert is recognised when lines move. It covers the text from the line of
/// the finding on, and counts equal lines before it, so the whole content is read again.
/// </summary>
internal static class LineHash
{
    /// <summary>The hash of a line, from 1; null where there is no such line.</summary>
    public static string? Of(byte[] content, int line)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        return HashUtilities.RollingHash(reader.ReadToEnd()).GetValueOrDefault(line);
    }
}
