using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>A pack or its index cannot be used at all. Thrown and caught while the store opens, never later.</summary>
internal sealed class InvalidPackException(string message, SkipReason? reason = null) : Exception(message)
{
    /// <summary>How a scan reports it.</summary>
    public SkipReason Reason { get; } = reason ?? GitSkips.CorruptPack;
}
