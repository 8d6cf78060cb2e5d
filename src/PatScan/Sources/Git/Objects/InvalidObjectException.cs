using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>An object is there and cannot be read; the message says why and never holds content.</summary>
internal sealed class InvalidObjectException(string message, SkipReason? reason = null) : Exception(message)
{
    /// <summary>How a scan reports it.</summary>
    public SkipReason Reason { get; } = reason ?? GitSkips.CorruptObject;
}
