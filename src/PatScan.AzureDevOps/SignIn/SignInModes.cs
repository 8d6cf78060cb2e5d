namespace PatScan.AzureDevOps.SignIn;

/// <summary>The words of <c>--auth</c>.</summary>
public static class SignInModes
{
    private static readonly (string Word, SignInMode Mode)[] Words =
    [
        ("auto", SignInMode.Auto), ("pat", SignInMode.Pat), ("pat-stdin", SignInMode.PatStdin), ("device-code", SignInMode.DeviceCode),
        ("browser", SignInMode.Browser), ("client-secret", SignInMode.ClientSecret), ("certificate", SignInMode.Certificate),
        ("managed-identity", SignInMode.ManagedIdentity), ("workload-identity", SignInMode.WorkloadIdentity),
        ("azure-pipelines", SignInMode.AzurePipelines), ("github-actions", SignInMode.GitHubActions), ("azure-cli", SignInMode.AzureCli),
    ];

    /// <summary>All of them, for help.</summary>
    public static string List { get; } = string.Join(", ", Words.Select(w => w.Word));

    /// <summary>Reads one of the words.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static SignInMode Parse(string word)
    {
        var at = Array.FindIndex(Words, w => w.Word == word);
        return at < 0 ? throw Messages.NotASignInMode(word, List) : Words[at].Mode;
    }
}
