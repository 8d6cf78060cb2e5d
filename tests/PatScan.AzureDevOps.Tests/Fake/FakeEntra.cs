using System.Text;
using System.Text.Json.Nodes;

namespace PatScan.Fake;

/// <summary>Entra's token endpoint, a machine's identity endpoint, and the two pipelines that vouch for their jobs.</summary>
public sealed class FakeEntra
{
    private readonly Dictionary<string, string> tokens = [];
    private int polls;

    /// <summary>Application secrets by client id, and whom the application signs in as.</summary>
    public Dictionary<string, (string Secret, string SignInName)> Applications { get; } = [];

    /// <summary>Who types the device code, or sits at the browser.</summary>
    public string? Person { get; set; }

    /// <summary>Who the machine is.</summary>
    public string? Machine { get; set; }

    /// <summary>What a federated credential must say.</summary>
    public string? Assertion { get; set; }

    /// <summary>Polls of a device code that are told to wait.</summary>
    public int Patience { get; set; }

    /// <summary>Seconds that a token is good for.</summary>
    public int Lifetime { get; set; } = 3600;

    /// <summary>Every token that was given out.</summary>
    public IReadOnlyCollection<string> Tokens => tokens.Keys;

    public bool IsTokenOf(string token, string signInName) => tokens.GetValueOrDefault(token) == signInName;

    /// <summary>Makes a token as if somebody had signed in.</summary>
    public string Issue(string signInName)
    {
        var token = $"entra.{Guid.NewGuid():N}.{Guid.NewGuid():N}";
        tokens[token] = signInName;
        return token;
    }

    public FakeAnswer Handle(FakeRequest request)
    {
        if (request.Host == "169.254.169.254")
        {
            return Machine is null ? FakeAnswer.Json("""{"error":"invalid_request","error_description":"Identity not found"}""", 400) : FakeAnswer.Json(new JsonObject
            {
                ["access_token"] = Issue(Machine),
                ["expires_in"] = Lifetime.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["expires_on"] = DateTimeOffset.UtcNow.AddSeconds(Lifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["resource"] = request.Query.GetValueOrDefault("resource"),
                ["token_type"] = "Bearer",
            }.ToJsonString());
        }

        if (request.Host is "pipelines.actions.githubusercontent.com" or "vstoken.dev.azure.com")
        {
            return Vouch(request);
        }

        return request.Path.EndsWith("/devicecode", StringComparison.Ordinal) ? DeviceCode() : Token(request);
    }

    private FakeAnswer Vouch(FakeRequest request)
    {
        var isGitHub = request.Host == "pipelines.actions.githubusercontent.com";
        var isRight = request.Authorization == "Bearer job-token" && (isGitHub
            ? request.Query.GetValueOrDefault("audience") == "api://AzureADTokenExchange"
            : request.Method == "POST" && request.Query.GetValueOrDefault("serviceConnectionId") == "connection-1");
        return !isRight ? FakeAnswer.Empty(401) : FakeAnswer.Json(new JsonObject { [isGitHub ? "value" : "oidcToken"] = Assertion }.ToJsonString());
    }

    private static FakeAnswer DeviceCode() => FakeAnswer.Json("""
        {"user_code":"ABCD1234","device_code":"device-1","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":0,"message":"To sign in, open https://microsoft.com/devicelogin and enter ABCD1234"}
        """);

    private FakeAnswer Token(FakeRequest request)
    {
        var form = request.Text.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1].Replace('+', ' ')));
        var client = form.GetValueOrDefault("client_id", "");
        var scope = form.GetValueOrDefault("scope", "");
        switch (form.GetValueOrDefault("grant_type"))
        {
            case "client_credentials":
                if (!Applications.TryGetValue(client, out var application))
                {
                    return Error("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
                }

                var proven = form.TryGetValue("client_secret", out var secret) ? secret == application.Secret
                    : form.TryGetValue("client_assertion", out var assertion) && (Assertion is null ? assertion.Count(c => c == '.') == 2 : assertion == Assertion);
                return proven ? Success(Issue(application.SignInName), scope, null)
                    : Error("invalid_client", $"AADSTS7000215: Invalid client secret provided: '{secret}'. Trace ID: 1");
            case "device_code" or "urn:ietf:params:oauth:grant-type:device_code":
                return polls++ < Patience ? Error("authorization_pending", "AADSTS70016: OAuth 2.0 device flow error. Authorization is pending.")
                    : Person is null ? Error("expired_token", "AADSTS70020: The provided value for the input parameter 'device_code' is not valid. This device code has expired.")
                    : Success(Issue(Person), scope, Person);
            case "authorization_code" or "refresh_token" when Person is not null:
                return Success(Issue(Person), scope, Person);
            default:
                return Error("invalid_grant", "AADSTS70000: The provided grant is not valid.");
        }
    }

    private static FakeAnswer Error(string code, string text) =>
        FakeAnswer.Json(new JsonObject { ["error"] = code, ["error_description"] = text }.ToJsonString(), 400);

    private FakeAnswer Success(string token, string scope, string? person)
    {
        var json = new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = Lifetime, ["ext_expires_in"] = Lifetime, ["access_token"] = token };
        if (person is not null)
        {
            json["scope"] = string.Join(' ', scope.Split(' ').Where(s => s.Contains('/')));
            json["refresh_token"] = "refresh-" + Guid.NewGuid().ToString("N");
            var (oid, tid) = (IdOf(person), IdOf("tenant"));
            json["id_token"] = $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Part($$"""{"aud":"client","iss":"https://login.microsoftonline.com/t/v2.0","oid":"{{oid}}","tid":"{{tid}}","sub":"s","preferred_username":"{{person}}","name":"{{person}}","ver":"2.0"}""")}.";
            json["client_info"] = Part($$"""{"uid":"{{oid}}","utid":"{{tid}}"}""");
        }

        return FakeAnswer.Json(json.ToJsonString());
    }

    // The same person has the same id every time, as MSAL checks.
    private static Guid IdOf(string name) => new(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
