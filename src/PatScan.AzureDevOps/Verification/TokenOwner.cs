namespace PatScan.AzureDevOps.Verification;

/// <summary>Whose token it is, as far as the service says.</summary>
/// <param name="Id">The identity's id in the organisation (VSID).</param>
/// <param name="DisplayName">For people.</param>
/// <param name="SignInName">The user principal name.</param>
/// <param name="Descriptor">The subject descriptor, such as <c>aad.…</c>, by which the administration API knows people.</param>
public sealed record TokenOwner(Guid? Id, string? DisplayName, string? SignInName, string? Descriptor)
{
    /// <summary>The owner in one line: a name and, where there is one, the sign-in name.</summary>
    public override string ToString() => (DisplayName, SignInName) switch
    {
        (null, null) => Descriptor ?? Id?.ToString() ?? "unknown",
        (null, _) => SignInName!,
        (_, null) => DisplayName!,
        _ => $"{DisplayName} <{SignInName}>",
    };
}
