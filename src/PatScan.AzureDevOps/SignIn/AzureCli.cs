using System.ComponentModel;
using System.Text;
using PatScan.AzureDevOps.Http;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>The token of the Azure CLI, as whoever signed in there.</summary>
internal sealed class AzureCli(string program, string? tenant, Gates gates) : ICredentialSource
{
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private Credential? credential;
    private DateTimeOffset goodUntil;

    public string How => "Azure CLI";

    public async Task<Credential> Current(CancellationToken cancellation)
    {
        if (credential is null || gates.Now >= goodUntil)
        {
            credential = await Ask(cancellation).ConfigureAwait(false);
        }

        return credential;
    }

    private async Task<Credential> Ask(CancellationToken cancellation)
    {
        string[] arguments =
        [
            "account", "get-access-token", "--resource", "499b84ac-1321-427f-aa17-267ca6975798", "--output", "json",
            .. tenant is null ? (string[])[] : ["--tenant", tenant],
        ];
        using var timer = new CancellationTokenSource(Timeout, gates.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            var result = await Programs.Run(program, arguments, both.Token).ConfigureAwait(false);
            if (result.ExitCode != 0)
            {
                throw Messages.AzureCliFailed(FirstLine(result.Error));
            }

            var root = Json.Object(Encoding.UTF8.GetBytes(result.Output));
            var token = root?.Text("accessToken") ?? throw Messages.AzureCliFailed("its answer holds no token");
            goodUntil = Until(root.Value) - Spare;
            return Credential.Bearer(token);
        }
        catch (Win32Exception)
        {
            throw Messages.AzureCliFailed("it could not be started");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Messages.AzureCliFailed("it did not answer in a minute");
        }
    }

    // "expiresOn" of old versions is local time without a zone; "expires_on" is unambiguous. Without it, ask again soon.
    private DateTimeOffset Until(System.Text.Json.JsonElement root) =>
        root.Child("expires_on") is { ValueKind: System.Text.Json.JsonValueKind.Number } n && n.TryGetInt64(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253402300799))
            : gates.Now + Spare + Spare;

    private static string FirstLine(string text) => Messages.Shown(text.Trim().Split('\n')[0].Trim());
}
