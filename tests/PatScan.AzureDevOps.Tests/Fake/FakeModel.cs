namespace PatScan.Fake;

/// <summary>How the service turns an unknown or dead token away; the real one has done each of these.</summary>
public enum Refusal
{
    Empty401,
    SignInPage203,
    Redirect302,
    AccessCheck401,
    Tf400813WithMark,
}

/// <summary>What the 7.2-preview list has for a hash.</summary>
public enum HashField
{
    Missing,
    Empty,
    V1,
    V2,
    V3,
    Foreign,
}

/// <summary>A person, or a service principal.</summary>
public sealed class FakeUser(string signInName)
{
    public string SignInName => signInName;

    public string DisplayName { get; init; } = signInName.Split('@')[0];

    public Guid Id { get; init; } = Guid.NewGuid();

    public string Descriptor { get; init; } = "aad." + Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public bool IsAdministrator { get; set; }

    public bool IsServicePrincipal { get; init; }

    public List<FakePat> Pats { get; } = [];

    public FakePat Add(string value, string? name = "build", string scope = "vso.code", DateTimeOffset? from = null, int days = 90)
    {
        var start = from ?? new DateTimeOffset(2026, 8, 10, 9, 0, 0, TimeSpan.Zero);
        var pat = new FakePat(value) { DisplayName = name, Scope = scope, ValidFrom = start, ValidTo = start.AddDays(days) };
        Pats.Add(pat);
        return pat;
    }
}

/// <summary>A personal access token as the service keeps it.</summary>
public sealed class FakePat(string value)
{
    public string Value => value;

    public Guid AuthorizationId { get; init; } = Guid.NewGuid();

    public string? DisplayName { get; init; }

    public string Scope { get; set; } = "vso.code";

    public DateTimeOffset ValidFrom { get; set; }

    public DateTimeOffset ValidTo { get; set; }

    /// <summary>Null means every organisation.</summary>
    public Guid[]? Targets { get; set; }

    public bool IsRevoked { get; set; }

    /// <summary>Whether the row leaves the list once revoked, instead of turning invalid.</summary>
    public bool Vanishes { get; set; }

    /// <summary>So many probes are still answered after the revocation.</summary>
    public int AnswersAfterwards { get; set; }

    /// <summary>So many lists still show it as valid after the revocation.</summary>
    public int ListedAfterwards { get; set; }

    /// <summary>The service says no to this one id, with 400.</summary>
    public bool IsStubborn { get; set; }

    /// <summary>How often a revocation of it was asked for and done or confirmed.</summary>
    public int Revocations { get; set; }

    /// <summary>403 or 404 that names the owner, instead of connection data.</summary>
    public int? NotPermitted { get; set; }
}

/// <summary>An organisation.</summary>
public sealed class FakeOrganization(string name)
{
    public string Name => name;

    public Guid Id { get; init; } = Guid.NewGuid();

    public Guid Tenant { get; init; } = Guid.NewGuid();

    public bool IsPublic { get; set; }

    public Refusal Refusal { get; set; } = Refusal.Empty401;

    public HashField Hash { get; set; } = HashField.V1;

    public bool KnowsPreview { get; set; } = true;

    public bool ZeroGuidEndsList { get; set; }

    public bool DatesHaveZones { get; set; }

    public int PageSize { get; set; } = 50;

    public bool HasAuditLog { get; set; }

    public List<(string Action, DateTimeOffset Time, Guid Id, string Mechanism)> Audit { get; } = [];

    public List<FakeUser> Users { get; } = [];

    public FakeUser Add(string signInName, bool administrator = false, bool servicePrincipal = false)
    {
        var user = new FakeUser(signInName)
        {
            IsAdministrator = administrator,
            IsServicePrincipal = servicePrincipal,
            Descriptor = (servicePrincipal ? "aadsp." : "aad.") + Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        };
        Users.Add(user);
        return user;
    }
}
