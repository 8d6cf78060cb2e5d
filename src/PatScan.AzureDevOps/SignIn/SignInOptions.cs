namespace PatScan.AzureDevOps.SignIn;

/// <summary>What the operator said about signing in. No secret is among it: those come from the environment, files or standard input.</summary>
/// <param name="Mode">The way.</param>
public sealed record SignInOptions(SignInMode Mode)
{
    /// <summary>The application's id in Entra.</summary>
    public string? ClientId { get; init; }

    /// <summary>The tenant's id or domain.</summary>
    public string? Tenant { get; init; }

    /// <summary>Where to keep Entra's tokens between runs; null keeps them in memory.</summary>
    public string? TokenCache { get; init; }

    /// <summary>Standard input, for <see cref="SignInMode.PatStdin"/>.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Takes what the operator must be told, such as a device code.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
