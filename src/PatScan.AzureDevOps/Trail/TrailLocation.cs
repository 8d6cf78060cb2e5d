namespace PatScan.AzureDevOps.Trail;

/// <summary>Where the trail is kept when the operator does not say.</summary>
public static class TrailLocation
{
    /// <summary>In the user's folder for state: XDG_STATE_HOME on Linux, the local application data elsewhere.</summary>
    public static string Default(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "patscan", "audit.jsonl");
        }

        var state = variable("XDG_STATE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named)
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "patscan", "audit.jsonl");
    }
}
