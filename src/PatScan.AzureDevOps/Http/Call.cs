namespace PatScan.AzureDevOps.Http;

/// <summary>One request, before it is sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The real address; the gateway may send it elsewhere. Never holds a secret.</param>
/// <param name="Lane">Whose throttle it counts against: the organisation, or the sign-in host.</param>
internal sealed record Call(HttpMethod Method, Uri Address, string Lane)
{
    /// <summary>Whom it acts as; null asks as nobody.</summary>
    public Credential? Credential { get; init; }

    /// <summary>The JSON body, or null.</summary>
    public byte[]? Json { get; init; }

    /// <summary>
    /// Whether it changes something. Such a call is only repeated after an answer that says nothing was done (429): a
    /// gateway's 502 or a lost answer can hide a success, so the caller looks instead of asking again.
    /// </summary>
    public bool Writes { get; init; }

    /// <summary>Whether to ask again when the answer was lost on its way: reads by the operator, never a leaked token's probe.</summary>
    public bool RepeatWhenLost { get; init; }

    public override string ToString() => $"{Method} {Address}";
}
