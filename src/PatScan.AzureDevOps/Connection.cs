using Microsoft.Identity.Client.Extensibility;
using PatScan.AzureDevOps.Http;
using PatScan.AzureDevOps.Revocation;
using PatScan.AzureDevOps.SignIn;
using PatScan.AzureDevOps.Tokens;
using PatScan.AzureDevOps.Trail;
using PatScan.AzureDevOps.Verification;

namespace PatScan.AzureDevOps;

/// <summary>The way in: one connection to Azure DevOps for a run of the program.</summary>
public sealed class Connection : IDisposable
{
    private readonly Func<string, string?> variable;
    private readonly HttpMessageHandler[] handlers;
    private readonly Gateway gateway;
    private readonly Gateway signInGateway;
    private readonly EntraTransport entra;
    private readonly Verifier verifier;

    internal Connection(Func<string, string?> variable, Site? server, Gates gates, ClientLimits limits, HttpMessageHandler? handler = null)
    {
        this.variable = variable;
        var route = GatewayRoute.From(GatewayRoute.Variable, variable(GatewayRoute.Variable));
        var entraRoute = GatewayRoute.From(GatewayRoute.EntraVariable, variable(GatewayRoute.EntraVariable));
        handlers = [handler ?? Transport.Make(limits, route.IsPlain), handler ?? Transport.Make(limits, entraRoute.IsPlain)];
        gateway = new Gateway(handlers[0], new AllowedHosts(server), route, gates, limits);
        var oidc = Addresses("SYSTEM_OIDCREQUESTURI", "ACTIONS_ID_TOKEN_REQUEST_URL");
        signInGateway = new Gateway(handlers[1], new AllowedHosts(signIn: oidc), entraRoute, gates, limits);
        entra = new EntraTransport(handlers[1], entraRoute, Addresses("IDENTITY_ENDPOINT", "MSI_ENDPOINT"));
        verifier = new Verifier(gateway);
    }

    /// <summary>Stands in for the browser in tests.</summary>
    internal ICustomWebUi? WebUi { get; init; }

    /// <summary>Connects; nothing is sent yet.</summary>
    /// <param name="variable">Reads an environment variable; null when it is not set.</param>
    /// <param name="server">A server that the operator named, or null for Azure DevOps Services.</param>
    /// <exception cref="UserError">The gateway that the environment names is not safe.</exception>
    public static Connection Open(Func<string, string?> variable, Site? server = null) =>
        new(variable, server, Gates.System, new ClientLimits());

    /// <summary>Asks whether a token works in one place, and whose it is: one read-only request, however often this is called.</summary>
    public Task<Verdict> Verify(LeakedToken token, Site site, CancellationToken cancellation) => verifier.Verify(token, site, cancellation);

    /// <summary>Asks in the places that evidence or the operator named, and stops where the token works.</summary>
    public Task<Verdict> Verify(LeakedToken token, CancellationToken cancellation) => verifier.VerifyAnywhere(token, cancellation);

    /// <summary>Chooses how to sign in; Entra is asked when the first call needs a credential.</summary>
    /// <exception cref="UserError">What the mode needs is missing.</exception>
    public Caller SignIn(SignInOptions options)
    {
        var programs = new Programs(variable("PATH"));
        return new SignInDesk(variable, new Entra(entra, options, WebUi), new Oidc(signInGateway), programs, gateway.Gates, options).Choose();
    }

    /// <summary>Plans as this operator.</summary>
    /// <param name="caller">Who is signed in.</param>
    /// <param name="past">The audit trail's entries: what this machine has revoked already.</param>
    public Planner Plan(Caller caller, IReadOnlyList<TrailEntry> past) => new(gateway, verifier, caller, past);

    /// <summary>Revokes as this operator.</summary>
    /// <param name="caller">Who is signed in.</param>
    /// <param name="trail">Where everything is written down first.</param>
    /// <param name="tell">Takes progress, a line at a time.</param>
    public Revoker Revoke(Caller caller, AuditTrail trail, Action<string> tell) => new(gateway, verifier, caller, trail, tell);

    private Uri[] Addresses(params string[] names) =>
        [.. names.Select(variable).Select(v => Uri.TryCreate(v, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>()];

    /// <inheritdoc/>
    public void Dispose()
    {
        gateway.Dispose();
        signInGateway.Dispose();
        entra.Dispose();
        Array.ForEach(handlers, h => h.Dispose());
    }
}
