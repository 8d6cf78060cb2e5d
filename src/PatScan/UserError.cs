namespace PatScan;

/// <summary>
/// Something that the person who runs PatScan can put right: a wrong path, a broken rule file. The program prints the one
/// sentence and exits with 2; every one is made by a named method of a <c>Messages</c> class.
/// </summary>
/// <param name="code">Stable identifier such as <c>path-not-found</c>.</param>
/// <param name="message">What is wrong, the value in quotes, what would be valid. Never a secret.</param>
public sealed class UserError(string code, string message) : Exception(message)
{
    /// <summary>Stable identifier such as <c>path-not-found</c>.</summary>
    public string Code { get; } = code;
}
