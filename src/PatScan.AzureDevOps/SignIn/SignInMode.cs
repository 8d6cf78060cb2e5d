namespace PatScan.AzureDevOps.SignIn;

/// <summary>The ways of signing in.</summary>
public enum SignInMode
{
    /// <summary>The first that the environment is prepared for; which one is said.</summary>
    Auto,

    /// <summary>An administrator's personal access token from AZURE_DEVOPS_EXT_PAT.</summary>
    Pat,

    /// <summary>An administrator's personal access token from the first line of standard input.</summary>
    PatStdin,

    /// <summary>Entra: a code to type in a browser on any machine.</summary>
    DeviceCode,

    /// <summary>Entra: a browser on this machine.</summary>
    Browser,

    /// <summary>Entra: an application with the secret in AZURE_CLIENT_SECRET.</summary>
    ClientSecret,

    /// <summary>Entra: an application with the certificate at AZURE_CLIENT_CERTIFICATE_PATH.</summary>
    Certificate,

    /// <summary>Entra: the identity of the Azure resource that this runs on.</summary>
    ManagedIdentity,

    /// <summary>Entra: an application that trusts the token in AZURE_FEDERATED_TOKEN_FILE.</summary>
    WorkloadIdentity,

    /// <summary>Entra: an application that trusts an Azure Pipelines service connection.</summary>
    AzurePipelines,

    /// <summary>Entra: an application that trusts a GitHub Actions workflow.</summary>
    GitHubActions,

    /// <summary>The sign-in of the Azure CLI.</summary>
    AzureCli,
}
