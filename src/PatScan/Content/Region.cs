namespace PatScan.Content;

/// <summary>A stretch of content, both ways that people and tools count.</summary>
/// <param name="ByteOffset">Bytes before it in the original content.</param>
/// <param name="ByteLength">Its length in bytes of the original content.</param>
/// <param name="StartLine">From 1. LF ends a line; the CR before it belongs to the line.</param>
/// <param name="StartColumn">From 1, in UTF-16 code units; a byte order mark is not counted.</param>
/// <param name="EndLine">The line that holds the last byte.</param>
/// <param name="EndColumn">The column after the last character, as SARIF counts.</param>
public readonly record struct Region(long ByteOffset, long ByteLength, int StartLine, int StartColumn, int EndLine, int EndColumn);
