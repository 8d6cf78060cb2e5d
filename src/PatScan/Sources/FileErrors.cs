namespace PatScan.Sources;

/// <summary>What the system said about a file, without the path, which is named already.</summary>
internal static class FileErrors
{
    public static string Brief(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "the path is too long",
        _ => e.Message.Split(" : '")[0].TrimEnd('.', ' '),
    };
}
