using System.Net.Http.Headers;
using System.Text;

namespace PatScan.AzureDevOps.Http;

/// <summary>
/// Something to sign in with. The value leaves it in one way only, into the Authorization header of a request that the
/// gateway is about to send; printed, it is a mask.
/// </summary>
internal sealed class Credential
{
    private const string Mask = "(credential)";
    private readonly string secret;
    private readonly AuthenticationHeaderValue header;

    private Credential(string secret, AuthenticationHeaderValue header)
    {
        this.secret = secret;
        this.header = header;
    }

    /// <summary>A personal access token: Basic with an empty user name.</summary>
    public static Credential Pat(string token) =>
        new(token, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token))));

    /// <summary>An Entra access token.</summary>
    public static Credential Bearer(string token) => new(token, new("Bearer", token));

    public bool IsPat => header.Scheme == "Basic";

    public void Sign(HttpRequestMessage request) => request.Headers.Authorization = header;

    /// <summary>Takes the credential out of a text that a server sent, in either of its written forms.</summary>
    public string Scrub(string text) => text
        .Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)
        .Replace(header.Parameter!, Mask, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Mask;
}
