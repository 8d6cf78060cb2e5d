namespace PatScan.AzureDevOps;

/// <summary>What is wrong with the audit trail. Nothing is revoked without one.</summary>
internal static partial class Messages
{
    public static UserError TrailNotWritable(string path, string why) => new("audit-log-not-writable",
        $"The audit log \"{Shown(path)}\" cannot be written ({Shown(why)}). Nothing further is revoked without it; name another with --audit-log.");

    public static UserError TrailInUse(string path) => new("audit-log-in-use",
        $"The audit log \"{Shown(path)}\" is in use by another run of PatScan. Wait for it, or name another with --audit-log.");

    public static UserError TrailDamaged(string path, string what) => new("audit-log-damaged",
        $"The audit log \"{Shown(path)}\" is not as PatScan wrote it. {what} See 'patscan audit verify-log', keep the file as evidence, and name another with --audit-log.");

    public static UserError TrailUnreadable(string path, string why) => new("audit-log-unreadable",
        $"The audit log \"{Shown(path)}\" cannot be read ({Shown(why)}).");
}
