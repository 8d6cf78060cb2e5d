using System.Text;
using System.Text.Json;

namespace PatScan.Cli.Tests;

public class ScanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clean_folder_exits_with_0()
    {
        folder.Write("readme.md", "Nothing here.");
        var run = Patscan.Run(folder.Path, "scan");
        Assert.Equal((0, "0 proven · 0 likely · 0 possible\n"), (run.ExitCode, run.Output));
        Assert.Contains("1 file, 13 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_reported_masked_with_its_place_and_month_and_exits_with_1()
    {
        var token = Tokens.Valid("PS101");
        token[58] = (byte)'B';
        token[59] = (byte)'F';
        Tokens.Rules.Rules.First(rule => rule.Id == "PS101").Check!.Complete(token);
        folder.Write("deploy/build.sh", "#!/bin/sh\nexport PAT="u8.ToArray(), token, "\n"u8.ToArray());
        var run = Patscan.Run(folder.Path, "scan");
        var text = Encoding.ASCII.GetString(token);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PS101  Azure DevOps personal access token", run.Output, StringComparison.Ordinal);
        Assert.Contains("proven · issued 2025-06", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{text[..4]}…{text[^4..]} in 1 place", run.Output, StringComparison.Ordinal);
        Assert.Contains("deploy/build.sh:2:12", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 proven · 0 likely · 0 possible", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(text, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_token_is_possible_and_fails_only_who_asks()
    {
        folder.Write("doc.md", Tokens.Damaged("PS101"));
        var run = Patscan.Run(folder.Path, "scan");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 proven · 0 likely · 1 possible", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, Patscan.Run(folder.Path, "scan", "--fail-on", "possible").ExitCode);
        Assert.Contains("0 possible", Patscan.Run(folder.Path, "scan", "--min-confidence", "likely").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_scanned()
    {
        var run = Patscan.Run(folder.Path, [.. "log: "u8, .. Tokens.Valid("PS102")], [], "scan", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("<stdin>:1:6", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_secret_in_three_files_is_one_finding()
    {
        folder.Write("a", Tokens.Valid("PS101"));
        folder.Write("b", Tokens.Valid("PS101"));
        folder.Write("c", Tokens.Valid("PS101"));
        var run = Patscan.Run(folder.Path, "scan", "a", "b", "c");
        Assert.Contains("in 3 places", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 proven", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_shown_only_to_who_asks()
    {
        folder.Write("a", Tokens.Valid("PS101"));
        var text = Encoding.ASCII.GetString(Tokens.Valid("PS101"));
        Assert.Contains(text, Patscan.Run(folder.Path, "scan", "--show-secrets").Output, StringComparison.Ordinal);
        Patscan.Run(folder.Path, "scan", "--show-secrets", "-r", "json=out.json", "-r", "sarif=out.sarif", "a");
        Assert.Contains(text, folder.Read("out.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(text, folder.Read("out.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_the_program_writes_holds_a_secret()
    {
        var secrets = new[] { "PS101", "PS102", "PS103" }.Select(id => Tokens.Valid(id)).Append(Tokens.Damaged("PS101")).ToArray();
        var content = folder.Write("in/secrets.txt", [.. secrets.Select(secret => (byte[])[.. "key="u8, .. secret, (byte)'\n'])]);
        foreach (var arguments in new string[][] { ["scan", "in"], ["scan", "in", "-v"], ["scan", "in", "-q"], ["scan", "in", "-r", "sarif=-"], ["scan", "in", "-r", "json=-"], ["scan", "in/none"], ["scan", "--rules", content] })
        {
            var run = Patscan.Run(folder.Path, arguments.Concat(["-r", "sarif=out.sarif", "-r", "json=out.json"]).ToArray());
            var written = run.Output + run.Error + string.Concat(Directory.EnumerateFiles(folder.Path).Select(File.ReadAllText));
            foreach (var secret in secrets)
            {
                Assert.DoesNotContain(Encoding.ASCII.GetString(secret), written, StringComparison.Ordinal);
                Assert.DoesNotContain(Encoding.ASCII.GetString(secret, 8, 30), written, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_output_is_the_same_for_any_number_of_threads()
    {
        for (var i = 0; i < 200; i++)
        {
            folder.Write($"d{i % 7}/f{i}.txt", Encoding.ASCII.GetBytes(new string('\n', i)), Tokens.Valid("PS101", (ulong)i % 10), "\n"u8.ToArray(), Tokens.Damaged("PS102", (ulong)i % 5));
        }

        var runs = new[] { "1", "2", "7" }.Select(threads =>
        {
            var run = Patscan.Run(folder.Path, "scan", ".", "--exclude", "*.sarif", "--exclude", "*.json", "-v", "--threads", threads, "-r", "sarif=out.sarif", "-r", "json=out.json");
            return run.Output + folder.Read("out.sarif") + folder.Read("out.json");
        }).Distinct();
        Assert.Single(runs);
    }

    [Fact]
    public void A_report_on_standard_output_is_all_that_is_there()
    {
        folder.Write("a", Tokens.Valid("PS101"));
        var run = Patscan.Run(folder.Path, "scan", "a", "-r", "json=-");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Contains("1 proven", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void File_names_cannot_command_a_terminal_or_a_pipeline()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        folder.Write("::error file=x", Tokens.Valid("PS101"));
        folder.Write("##vso[task.complete result=Succeeded]", Tokens.Valid("PS101"));
        folder.Write("\u001b[2Jred\u202e", Tokens.Valid("PS101"));
        var run = Patscan.Run(folder.Path, "scan", "-v");
        Assert.DoesNotContain("##vso[", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" ::error", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
        Assert.Contains("\\u001b[2Jred\\u202e:1:1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        folder.Write("a", Tokens.Valid("PS101"));
        Assert.Equal(new Patscan(1, "", ""), Patscan.Run(folder.Path, "scan", "-q"));
    }
}
