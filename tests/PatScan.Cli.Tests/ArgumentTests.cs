namespace PatScan.Cli.Tests;

public class ArgumentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("There is no option \"--nonsense\"", "scan", "--nonsense")]
    [InlineData("There is no command \"scam\"", "scam")]
    [InlineData("There is no file or folder \"nowhere\"", "scan", "nowhere")]
    [InlineData("Cannot read the rules in \"none.toml\"", "scan", "--rules", "none.toml")]
    [InlineData("Cannot write the report \"none/out.sarif\": its folder does not exist", "scan", "-r", "sarif=none/out.sarif")]
    [InlineData("Cannot write the report \".\": it is a folder", "scan", "-r", "sarif=.")]
    [InlineData("There is no report format \"pdf\"; the formats are json, sarif", "scan", "-r", "pdf=out.pdf")]
    [InlineData("names no report", "scan", "-r", "sarif")]
    [InlineData("Only one report can go to standard output", "scan", "-r", "sarif=-", "-r", "json=-")]
    [InlineData("contains '?'", "scan", "--include", "*.c?")]
    [InlineData("contains '['", "scan", "--exclude", "[ab].c")]
    [InlineData("contains '{'", "scan", "--exclude", "*.{c,h}")]
    [InlineData("leads out of the folder", "scan", "--exclude", "a/../b")]
    [InlineData("leads out of the folder", "scan", "--include", "/etc/**")]
    [InlineData("\"sure\" is no value for --fail-on", "scan", "--fail-on", "sure")]
    [InlineData("\"0\" is no number of threads", "scan", "--threads", "0")]
    [InlineData("\"lots\" is no size", "scan", "--max-file-size", "lots")]
    [InlineData("can be scanned only once", "scan", "-", "-")]
    [InlineData("There is no \"patscan rules burn\"", "rules", "burn")]
    [InlineData("There is no rule \"PS999\"", "rules", "show", "PS999")]
    [InlineData("The option \"r, report\" needs a value", "scan", "-r")]
    public void A_wrong_argument_is_one_sentence_on_standard_error_and_exit_2(string sentence, params string[] arguments)
    {
        var run = Patscan.Run(folder.Path, arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("patscan: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void An_unwritable_folder_is_told_before_the_scan()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Root may write anywhere.");
        var closed = Directory.CreateDirectory(Path.Join(folder.Path, "closed"));
        File.SetUnixFileMode(closed.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("permission denied", Patscan.Run(folder.Path, "scan", "-r", "sarif=closed/out.sarif").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("rules", "--help")]
    public void Help_goes_to_standard_output(params string[] arguments)
    {
        var run = Patscan.Run(folder.Path, arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Exit codes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_told() => Assert.Matches(@"^patscan \d+\.\d+\.\d+( \(commit [0-9a-f]{7}\))?\n$", Patscan.Run(folder.Path, "--version").Output);

    [Fact]
    public void Words_after_a_list_option_are_paths_and_words_after_two_dashes_too()
    {
        folder.Write("a/x.txt", Tokens.Valid("PS101"));
        folder.Write("b/y.txt", Tokens.Valid("PS101"));
        folder.Write("-q", Tokens.Valid("PS101"));
        var run = Patscan.Run(folder.Path, "scan", "--exclude", "y.txt", "a", "b", "--", "-q");
        Assert.Contains("a/x.txt:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("-q:1:1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("b/y.txt", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_listed_shown_and_checked()
    {
        Assert.Contains("PS102   AzureDevOpsLegacyPat", Patscan.Run(folder.Path, "rules", "list").Output, StringComparison.Ordinal);
        Assert.Contains("Revoke it now", Patscan.Run(folder.Path, "rules", "show", "ps101").Output, StringComparison.Ordinal);
        var check = Patscan.Run(folder.Path, "rules", "check");
        Assert.Equal((0, true), (check.ExitCode, check.Output.EndsWith(" rules, 0 problems\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_of_ones_own_finds_and_a_broken_one_is_told()
    {
        folder.Write("rules/mine.toml", """
            [[rules]]
            id = "MY1"
            name = "Mine"
            title = "My key"
            description = "A key of mine."
            help = "Change it."
            severity = 5
            signatures = ["mykey-"]
            at = 0
            pattern = 'mykey-[0-9]{12}'
            unproven = "likely"

            [rules.examples]
            secret = 'mykey-[0-9]{12}'
            match = ["{secret}"]
            no-match = ["mykey-1"]
            """);
        folder.Write("in.txt", "key: mykey-830517294612");
        var run = Patscan.Run(folder.Path, "scan", "in.txt", "--rules", "rules");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MY1  My key", run.Output, StringComparison.Ordinal);
        Assert.Contains("in.txt:1:6", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Patscan.Run(folder.Path, "rules", "check", "rules").ExitCode);

        folder.Write("rules/mine.toml", folder.Read("rules/mine.toml").Replace("[\"{secret}\"]", "[\"nothing\"]", StringComparison.Ordinal));
        var check = Patscan.Run(folder.Path, "rules", "check", "rules");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("mine.toml:1: MY1: examples.match 1 is not found", check.Output, StringComparison.Ordinal);
    }
}
