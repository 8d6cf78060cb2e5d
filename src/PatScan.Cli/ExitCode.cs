namespace PatScan.Cli;

/// <summary>What the program ends with. Stable: pipelines depend on it.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int UsageError = 2;
    public const int Incomplete = 3;
    public const int NotCompleted = 4;
    public const int Cancelled = 130;

    /// <summary>The meaning of a scan's exit code, for SARIF.</summary>
    public static string Describe(int code) => code switch
    {
        Clean => "No findings.",
        Findings => "There are findings.",
        Incomplete => "No findings, but something that should have been scanned was not.",
        Cancelled => "Stopped before its end.",
        _ => "Failed.",
    };
}
