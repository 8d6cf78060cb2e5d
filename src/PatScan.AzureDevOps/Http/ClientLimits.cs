namespace PatScan.AzureDevOps.Http;

/// <summary>Every limit of talking to Azure DevOps, each with what it defends against.</summary>
internal sealed record ClientLimits
{
    /// <summary>Tries of one call in all; Microsoft's throttling wants backing off, not hammering.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Calls to one organisation at once; more only moves the wait into the service.</summary>
    public int CallsAtOnce { get; init; } = 4;

    /// <summary>The service delays a throttled answer by up to 30 seconds; well past that, nobody is going to answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>An address that swallows packets should not cost the whole call's time.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of one answer. A page of a token list is about 100 KB; a hostile or broken answer has no end.</summary>
    public int AnswerBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The longest Retry-After that is waited for; a longer one is reported instead.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first back-off; it doubles with each try.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest back-off that is our own choice.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pages of one list; a continuation token that never ends must.</summary>
    public int Pages { get; init; } = 2000;
}
