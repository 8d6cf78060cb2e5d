namespace PatScan.AzureDevOps.Http;

/// <summary>Why no answer came.</summary>
internal enum Loss
{
    Timeout,
    NameNotResolved,
    NotSecure,
    NotConnected,
    CutOff,
    TooLarge,
    Throttled,
    Proxy,
}

/// <summary>
/// No whole answer came back. The cause is told in words and not chained: an inner exception of the HTTP stack may quote
/// a header.
/// </summary>
internal sealed class CallLost(Loss loss, string message) : Exception(message)
{
    public Loss Loss { get; } = loss;

    /// <summary>Whether the same call may do better in a moment.</summary>
    public bool IsPassing => Loss is Loss.NotConnected or Loss.CutOff;
}
