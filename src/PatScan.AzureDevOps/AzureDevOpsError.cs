namespace PatScan.AzureDevOps;

/// <summary>
/// The service did not do what was asked, or could not be asked: the caller may not, the answer made no sense, nobody
/// answered. The program prints the sentence and exits with 4: something could not be completed.
/// </summary>
/// <param name="code">Stable identifier such as <c>not-an-administrator</c>.</param>
/// <param name="message">What happened and what to do about it. Never a secret.</param>
public sealed class AzureDevOpsError(string code, string message) : Exception(message)
{
    /// <summary>Stable identifier such as <c>not-an-administrator</c>.</summary>
    public string Code { get; } = code;
}
