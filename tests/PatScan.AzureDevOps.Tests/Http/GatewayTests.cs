using PatScan.AzureDevOps.Http;
using PatScan.Fake;

namespace PatScan.AzureDevOps.Tests.Http;

public sealed class GatewayTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly Site site = Site.Organization("contoso");

    public GatewayTests() => bench.Fake.Add("contoso");

    public void Dispose() => bench.Dispose();

    private Call Get(string path = "_apis/connectionData") => new(HttpMethod.Get, site.Core(path), site.Name);

    private void Answer(FakeAnswer answer, int times = 1, int skip = 0) => bench.Fake.Server.Faults.Add(new(_ => true) { Instead = answer, Times = times, Skip = skip });

    private async Task<Answer> Send(Call? call = null)
    {
        using var gateway = bench.Gateway();
        return await gateway.Send(call ?? Get(), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_throttled_or_failing_service_is_asked_five_times_at_most_with_longer_and_longer_waits(int status)
    {
        Answer(FakeAnswer.Json("{}", status), times: 9);
        Assert.Equal(status, (await Send()).Status);
        Assert.Equal(5, bench.Fake.Server.Requests.Count);
        Assert.Equal([0.75, 1.5, 3, 6], bench.Pauses.Select(p => p.TotalSeconds));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_refusal_is_never_repeated(int status)
    {
        Answer(FakeAnswer.Empty(status), times: 9);
        Assert.Equal(status, (await Send()).Status);
        Assert.Single(bench.Fake.Server.Requests);
    }

    [Theory]
    [InlineData(502, 1)]
    [InlineData(503, 1)]
    [InlineData(429, 5)]
    public async Task A_call_that_changes_something_is_repeated_only_when_nothing_can_have_been_done(int status, int requests)
    {
        Answer(FakeAnswer.Empty(status), times: 9);
        await Send(Get() with { Writes = true });
        Assert.Equal(requests, bench.Fake.Server.Requests.Count);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("Tue, 01 Sep 2026 12:00:20 GMT")]
    public async Task Retry_After_is_waited_for_whether_it_is_seconds_or_a_date(string value)
    {
        Answer(FakeAnswer.Empty(429).With("Retry-After", value));
        Assert.Equal(401, (await Send()).Status);
        Assert.Equal(20, bench.Pauses.Sum(p => p.TotalSeconds), 1.0);
    }

    [Fact]
    public async Task Retry_After_on_a_success_holds_the_next_call_back()
    {
        Answer(FakeAnswer.Json("{}").With("Retry-After", "7"));
        using var gateway = bench.Gateway();
        Assert.Equal(200, (await gateway.Send(Get(), TestContext.Current.CancellationToken)).Status);
        Assert.Empty(bench.Pauses);
        await gateway.Send(Get(), TestContext.Current.CancellationToken);
        Assert.Equal([7], bench.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public async Task A_service_that_wants_an_hour_of_peace_is_left_in_peace()
    {
        Answer(FakeAnswer.Empty(429).With("Retry-After", "3600"));
        using var gateway = bench.Gateway();
        Assert.Equal(429, (await gateway.Send(Get(), TestContext.Current.CancellationToken)).Status);
        var lost = await Assert.ThrowsAsync<CallLost>(() => gateway.Send(Get(), TestContext.Current.CancellationToken));
        Assert.Equal(Loss.Throttled, lost.Loss);
        Assert.Single(bench.Fake.Server.Requests);
        Assert.Empty(bench.Pauses);
    }

    [Fact]
    public async Task At_most_four_calls_are_under_way_in_one_organization()
    {
        var release = new TaskCompletionSource();
        var arrived = new CountdownEvent(4);
        bench.Fake.Server.Faults.Add(new(_ => true) { Hold = release.Task });
        bench.Fake.Server.Before = _ => arrived.Signal(arrived.CurrentCount > 0 ? 1 : 0);
        using var gateway = bench.Gateway();
        var calls = Enumerable.Range(0, 12).Select(_ => gateway.Send(Get(), TestContext.Current.CancellationToken)).ToList();
        Assert.True(arrived.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        bench.Fake.Server.Before = null;
        release.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(4, bench.Fake.Server.MostAtOnce);
        Assert.Equal(12, bench.Fake.Server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_cookie_is_not_kept()
    {
        Answer(FakeAnswer.Empty(302).With("Location", bench.Fake.Server.Address + "/evil/").With("Set-Cookie", "a=b"));
        using var gateway = bench.Gateway();
        Assert.Equal(302, (await gateway.Send(Get() with { Credential = Credential.Pat(FakeTokens.Legacy(1)) }, TestContext.Current.CancellationToken)).Status);
        await gateway.Send(Get(), TestContext.Current.CancellationToken);
        Assert.All(bench.Fake.Server.Requests, r => Assert.Equal("dev.azure.com", r.Host));
        Assert.DoesNotContain("Cookie", bench.Fake.Server.Requests[1].Headers.Keys);
    }

    [Fact]
    public async Task Every_request_says_what_it_is_and_asks_not_to_be_shown_a_sign_in_page()
    {
        await Send();
        var headers = bench.Fake.Server.Requests[0].Headers;
        Assert.StartsWith("PatScan/1", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("Suppress", headers["X-TFS-FedAuthRedirect"]);
        Assert.Equal("application/json", headers["Accept"]);
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up_at_the_limit()
    {
        bench.Fake.Server.Faults.Add(new(_ => true) { Endless = true });
        Assert.Equal(Loss.TooLarge, (await Assert.ThrowsAsync<CallLost>(() => Send())).Loss);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_when_the_time_is_over()
    {
        var arrived = new TaskCompletionSource();
        bench.Fake.Server.Before = _ => arrived.TrySetResult();
        bench.Fake.Server.Faults.Add(new(_ => true) { Hold = new TaskCompletionSource().Task });
        var call = Send();
        await arrived.Task;
        bench.Time.Advance(bench.Limits.CallTimeout);
        Assert.Equal(Loss.Timeout, (await Assert.ThrowsAsync<CallLost>(() => call)).Loss);
    }

    [Fact]
    public async Task A_read_is_repeated_when_its_answer_is_cut_and_a_probe_is_not()
    {
        bench.Fake.Server.Faults.Add(new(_ => true) { CutAt = 20, Times = 1 });
        Assert.Equal(401, (await Send(Get() with { RepeatWhenLost = true })).Status);
        Assert.Equal(2, bench.Fake.Server.Requests.Count);

        bench.Fake.Server.Faults.Add(new(_ => true) { CutAt = 20, Times = 1 });
        Assert.Equal(Loss.CutOff, (await Assert.ThrowsAsync<CallLost>(() => Send())).Loss);
        Assert.Equal(3, bench.Fake.Server.Requests.Count);
    }

    [Fact]
    public async Task Nobody_listening_is_told_in_words()
    {
        using var gateway = bench.Gateway();
        bench.Fake.Dispose();
        Assert.Equal(Loss.NotConnected, (await Assert.ThrowsAsync<CallLost>(() => gateway.Send(Get(), TestContext.Current.CancellationToken))).Loss);
    }
}
