using PatScan.AzureDevOps.Administration;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Administration;

public sealed class PeopleTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly Http.Shared shared;

    public PeopleTests() => shared = new(desk);

    public void Dispose()
    {
        shared.Dispose();
        desk.Dispose();
    }

    private async Task<string?> Find(string user) => (await new People(shared.Calls).Find(user, TestContext.Current.CancellationToken)).Descriptor;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_name_finds_exactly_its_person(bool identitySearchWorks)
    {
        desk.Bench.Fake.IdentitySearchWorks = identitySearchWorks;
        desk.Contoso.Add("ann@contoso.com.au");
        desk.Contoso.Add("joann@contoso.com");
        Assert.Equal(desk.Ann.Descriptor, await Find("Ann@Contoso.com"));
    }

    [Fact]
    public async Task When_searching_fails_every_page_of_users_is_read()
    {
        desk.Bench.Fake.IdentitySearchWorks = false;
        desk.Server.Faults.Add(new(r => r.Path.EndsWith("subjectquery", StringComparison.Ordinal)) { Instead = FakeAnswer.Json("""{"value":[]}""") });
        for (var i = 0; i < 7; i++)
        {
            desk.Contoso.Add($"user{i}@contoso.com");
        }

        Assert.Equal(desk.Contoso.Users[^1].Descriptor, await Find("user6@contoso.com"));
        Assert.Equal(5, desk.Server.Requests.Count(r => r.Path.EndsWith("graph/users", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_descriptor_is_taken_as_it_is()
    {
        Assert.Equal(desk.Ann.Descriptor, await Find(desk.Ann.Descriptor));
        Assert.Empty(desk.Server.Requests);
    }

    [Theory]
    [InlineData("nobody@contoso.com")]
    [InlineData("aad.../../x")]
    [InlineData("aadsp.abc")]
    public async Task Somebody_who_is_not_there_is_an_error(string user) =>
        Assert.Equal("user-not-found", (await Assert.ThrowsAsync<AzureDevOpsError>(() => Find(user))).Code);

    [Fact]
    public async Task Two_people_of_one_name_are_an_error()
    {
        desk.Contoso.Add("ann@contoso.com");
        Assert.Equal("user-ambiguous", (await Assert.ThrowsAsync<AzureDevOpsError>(() => Find("ann@contoso.com"))).Code);
    }

    [Fact]
    public async Task An_id_becomes_a_descriptor() =>
        Assert.Equal(desk.Ann.Descriptor, await new People(shared.Calls).Descriptor(desk.Ann.Id, TestContext.Current.CancellationToken));

    [Fact]
    public async Task An_administrator_is_told_and_nobody_is_said_not_to_be_one()
    {
        var people = new People(shared.Calls);
        Assert.True(await people.IsAdministrator(desk.Admin.Descriptor, TestContext.Current.CancellationToken));
        Assert.Null(await people.IsAdministrator(desk.Ann.Descriptor, TestContext.Current.CancellationToken));
    }
}
