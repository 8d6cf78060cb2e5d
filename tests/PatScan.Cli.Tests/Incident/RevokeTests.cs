using System.Text.Json;
using PatScan.Fake;

namespace PatScan.Cli.Tests.Incident;

public sealed class RevokeTests : IDisposable
{
    private readonly Incident incident = new();

    public void Dispose() => incident.Dispose();

    private JsonElement Result(string file) =>
        JsonDocument.Parse(incident.Folder.Read(file)).RootElement.GetProperty("runs")[0].GetProperty("results")[0];

    [Fact]
    public void From_a_leak_in_a_folder_to_a_dead_token_with_evidence()
    {
        var pat = incident.Live();
        pat.AnswersAfterwards = 1;
        incident.Scan();

        var verify = incident.Run("verify", "findings.sarif", "--organization", "contoso", "-r", "sarif=verified.sarif");
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains("active in contoso", verify.Output, StringComparison.Ordinal);
        Assert.Contains("owner   ann <ann@contoso.com>", verify.Output, StringComparison.Ordinal);
        Assert.Equal("active", Result("verified.sarif").GetProperty("properties").GetProperty("tokenStatus").GetString());
        Assert.False(Result("verified.sarif").TryGetProperty("suppressions", out _));

        var plan = incident.Run("revoke", "findings.sarif", "--organization", "contoso");
        Assert.Equal(4, plan.ExitCode);
        Assert.Contains($"revoke {pat.AuthorizationId} in contoso", plan.Output, StringComparison.Ordinal);
        Assert.Contains("its hash is in the token list (exact)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was revoked", plan.Output, StringComparison.Ordinal);
        Assert.False(pat.IsRevoked);
        Assert.False(File.Exists(incident.Trail));

        var revoke = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes", "-r", "sarif=dead.sarif", "-r", "markdown=evidence.md");
        Assert.Equal("", revoke.Error.Split('\n').FirstOrDefault(l => l.StartsWith("patscan:", StringComparison.Ordinal)) ?? "");
        Assert.Equal(0, revoke.ExitCode);
        Assert.Contains("1 revoked", revoke.Output, StringComparison.Ordinal);
        Assert.Contains("dead: HTTP 401", revoke.Output, StringComparison.Ordinal);
        Assert.Contains("still answers", revoke.Error, StringComparison.Ordinal);
        Assert.Equal(1, pat.Revocations);

        var dead = Result("dead.sarif");
        Assert.Equal(("inactive", "revoked"), (dead.GetProperty("properties").GetProperty("tokenStatus").GetString(), dead.GetProperty("properties").GetProperty("revocation").GetString()));
        Assert.Contains("PatScan revoked it", dead.GetProperty("suppressions")[0].GetProperty("justification").GetString(), StringComparison.Ordinal);
        var evidence = incident.Folder.Read("evidence.md");
        Assert.All((string[])["deploy/build.sh:2", "ann@contoso.com", pat.AuthorizationId.ToString(), "vso.code", ": dead"], part => Assert.Contains(part, evidence.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal));

        var log = incident.Run("audit", "verify-log", incident.Trail);
        Assert.Equal(0, log.ExitCode);
        Assert.Contains("0 problems", log.Output, StringComparison.Ordinal);

        var again = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes");
        Assert.Equal(0, again.ExitCode);
        Assert.Single(incident.Writes);
        incident.AssertNothingLeaks();
    }

    [Fact]
    public void A_log_that_somebody_edited_is_found_out()
    {
        incident.Live();
        incident.Scan();
        incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes");
        File.WriteAllText(incident.Trail, File.ReadAllText(incident.Trail).Replace("root", "nobody", StringComparison.Ordinal));
        var log = incident.Run("audit", "verify-log", incident.Trail);
        Assert.Equal(1, log.ExitCode);
        Assert.Contains("changed: Line 1", log.Output, StringComparison.Ordinal);
        Assert.Equal(2, incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes").ExitCode);
    }

    [Fact]
    public void Candidates_are_shown_and_one_is_revoked_once_it_is_chosen()
    {
        incident.Contoso.Hash = HashField.Missing;
        var pat = incident.Live();
        incident.Ann.Add(FakeTokens.Pat(2), "other|name\u001b[31m", from: DateTimeOffset.UtcNow.AddMinutes(-1));
        incident.Scan();
        var plan = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes");
        Assert.Equal(4, plan.ExitCode);
        Assert.Contains("2 tokens of its owner can be it", plan.Output, StringComparison.Ordinal);
        Assert.Contains(pat.AuthorizationId.ToString(), plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', plan.Output);
        Assert.Empty(incident.Writes);

        Assert.Equal(0, incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes", "--authorization-id", pat.AuthorizationId.ToString()).ExitCode);
        Assert.Equal((1, 0), (pat.Revocations, incident.Ann.Pats[1].Revocations));
    }

    [Fact]
    public void A_token_from_standard_input_is_revoked_and_stored_nowhere()
    {
        var pat = incident.Live();
        var run = incident.Feed($"please kill {incident.Leak} thanks\n", "revoke", "-", "--organization", "https://dev.azure.com/contoso/web", "--yes", "-r", "markdown=evidence.md");
        Assert.Equal((0, 1), (run.ExitCode, pat.Revocations));
        incident.AssertNothingLeaks();
    }

    [Fact]
    public void The_tokens_of_somebody_who_left_are_revoked_by_scope_age_and_name()
    {
        var old = incident.Ann.Add(FakeTokens.Legacy(1), "Build 1", "vso.code", DateTimeOffset.UtcNow.AddDays(-40));
        var young = incident.Ann.Add(FakeTokens.Legacy(2), "Build 2", "vso.code", DateTimeOffset.UtcNow.AddDays(-4));
        var run = incident.Run("revoke", "--user", "ann@contoso.com", "--organization", "contoso", "--older-than", "30", "--scope", "vso.code", "--name", "build*", "--yes");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal((1, 0), (old.Revocations, young.Revocations));
    }

    [Fact]
    public void A_token_that_answers_past_the_wait_is_pending_with_exit_code_4()
    {
        incident.Live().AnswersAfterwards = 1000;
        incident.Scan();
        var run = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes", "--wait", "1");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("pending", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_only_in_the_history_is_read_again_from_its_object()
    {
        var pat = incident.Live();
        Git("init", "-q");
        Git("add", "deploy");
        Git("commit", "-qm", "add the script");
        incident.Folder.Write("deploy/build.sh", "clean now\n");
        Git("commit", "-qam", "hide it");
        Assert.Equal(1, incident.Run("scan", "--history", "-r", "sarif=findings.sarif").ExitCode);
        var run = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes", "-r", "markdown=evidence.md", "-r", "sarif=dead.sarif");
        Assert.Equal((0, 1), (run.ExitCode, pat.Revocations));
        Assert.Equal(Date("findings.sarif"), Date("dead.sarif"));
        Assert.Contains("Ann Author", incident.Folder.Read("evidence.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_organization_that_stands_beside_the_token_is_enough_and_a_server_there_is_not()
    {
        incident.Live();
        incident.Scan();
        Assert.Contains("active in contoso", incident.Run("verify", "findings.sarif").Output, StringComparison.Ordinal);
        var requests = incident.Service.Server.Requests.Count;

        incident.Folder.Write("deploy/build.sh", $"git clone https://build:{incident.Leak}@tfs.evil.example/tfs/Main/_git/web\n");
        incident.Scan();
        Assert.Equal(4, incident.Run("verify", "findings.sarif").ExitCode);
        Assert.Equal(requests, incident.Service.Server.Requests.Count);
    }

    [Fact]
    public void A_scan_verifies_what_it_finds_when_asked_to()
    {
        incident.Live();
        var run = incident.Run("scan", "deploy", "--verify", "--organization", "contoso", "-r", "sarif=findings.sarif", "-r", "json=findings.json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("active in contoso", run.Output, StringComparison.Ordinal);
        Assert.Equal("active", Result("findings.sarif").GetProperty("properties").GetProperty("tokenStatus").GetString());
        Assert.Contains("\"status\": \"active\"", incident.Folder.Read("findings.json"), StringComparison.Ordinal);
        Assert.Single(incident.Service.Server.Requests);
        incident.AssertNothingLeaks();
    }

    [Fact]
    public void An_owner_revokes_their_own_token_signed_in_by_device_code()
    {
        var pat = incident.Live();
        incident.Scan();
        incident.Service.Entra.Person = "ann@contoso.com";
        var run = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--own", "--yes", "--auth", "device-code", "--client-id", "11111111-2222-3333-4444-555555555555");
        Assert.Contains("enter ABCD1234", run.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1), (run.ExitCode, pat.Revocations));
        Assert.All(incident.Service.Entra.Tokens, t => Assert.DoesNotContain(t, incident.Printed + File.ReadAllText(incident.Trail), StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_are_sent_in_no_argument_and_no_address()
    {
        incident.Live();
        incident.Scan();
        incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes");
        Assert.All(incident.Service.Server.Requests, r => Assert.DoesNotContain(incident.Leak, r.Path + string.Join("", r.Query.Values) + r.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_that_was_called_dead_and_works_again_is_not_suppressed_any_more()
    {
        incident.Scan();
        Assert.Equal(0, incident.Run("verify", "findings.sarif", "-r", "sarif=first.sarif").ExitCode);
        Assert.Equal(1, Result("first.sarif").GetProperty("suppressions").GetArrayLength());
        incident.Live();
        incident.Run("verify", "first.sarif", "-r", "sarif=second.sarif");
        Assert.True(!Result("second.sarif").TryGetProperty("suppressions", out var left) || left.GetArrayLength() == 0);
    }

    private string? Date(string file) => Result(file).GetProperty("properties").GetProperty("date").GetString();

    private void Git(params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("git", ["-c", "user.name=Ann Author", "-c", "user.email=ann@contoso.com", "-c", "commit.gpgsign=false", .. arguments]) { WorkingDirectory = incident.Folder.Path };
        using var git = System.Diagnostics.Process.Start(start)!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    [Fact]
    public void A_token_that_is_not_where_it_was_found_is_said_to_be_lost()
    {
        incident.Live();
        incident.Scan();
        incident.Folder.Write("deploy/build.sh", "clean now");
        var run = incident.Run("verify", "findings.sarif", "--organization", "contoso", "-r", "markdown=-");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("could not be read again", run.Output, StringComparison.Ordinal);
        Assert.Empty(incident.Service.Server.Requests);
    }

    [Fact]
    public void A_findings_file_does_not_lead_out_of_the_folder_that_was_scanned()
    {
        incident.Live();
        incident.Scan();
        Directory.CreateDirectory(Path.Join(incident.Folder.Path, "elsewhere"));
        incident.Folder.Write("findings.sarif", incident.Folder.Read("findings.sarif").Replace("deploy/build.sh", "../deploy/build.sh", StringComparison.Ordinal));
        Assert.Equal(4, incident.Run("verify", "findings.sarif", "--organization", "contoso", "--root", "elsewhere").ExitCode);
        Assert.Empty(incident.Service.Server.Requests);
    }

    [Fact]
    public void Without_an_organization_nothing_is_asked_and_the_verdict_says_why()
    {
        incident.Live();
        incident.Folder.Write("deploy/build.sh", $"TOKEN={incident.Leak}\n");
        incident.Scan();
        var run = incident.Run("verify", "findings.sarif");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("--organization", run.Output, StringComparison.Ordinal);
        Assert.Empty(incident.Service.Server.Requests);
    }

    [Fact]
    public void Somebody_who_is_no_administrator_is_told_and_nothing_is_revoked()
    {
        incident.Live();
        incident.Admin.IsAdministrator = false;
        incident.Scan();
        var run = incident.Run("revoke", "findings.sarif", "--organization", "contoso", "--yes");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("may not administer tokens", run.Error, StringComparison.Ordinal);
        Assert.Empty(incident.Writes);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("revoke", "--user", "ann@contoso.com")]
    [InlineData("revoke", "--user", "ann@contoso.com", "--organization", "evil/../x")]
    [InlineData("revoke", "-", "--yes", "--dry-run")]
    [InlineData("revoke", "-", "--auth", "magic")]
    [InlineData("revoke", "-", "--auth", "pat-stdin")]
    [InlineData("revoke", "-", "--authorization-id", "17")]
    [InlineData("revoke", "-", "--wait", "soon")]
    [InlineData("revoke", "--own", "--user", "ann", "--organization", "contoso")]
    [InlineData("revoke", "none.sarif", "--organization", "contoso")]
    [InlineData("revoke", "deploy/build.sh", "--organization", "contoso")]
    [InlineData("verify", "none.sarif")]
    [InlineData("verify", "-", "--server", "http://tfs.contoso.com")]
    [InlineData("verify", "-", "--server", "https://tfs.contoso.com", "--organization", "contoso")]
    [InlineData("verify", "-", "-r", "html=x.html")]
    [InlineData("audit", "verify-log", "none.jsonl")]
    [InlineData("audit", "what")]
    public void A_command_that_cannot_work_ends_with_one_sentence_and_2(params string[] arguments)
    {
        var run = incident.Feed("nothing\n", arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("patscan: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Empty(incident.Service.Server.Requests);
    }
}
