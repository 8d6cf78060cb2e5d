using System.Diagnostics;

namespace PatScan.Cli.Tests;

public class FileSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Hidden_ignored_and_binary_files_are_scanned()
    {
        folder.Write(".gitignore", ".env\n");
        folder.Write(".env", Tokens.Valid("PS101", 1));
        folder.Write(".hidden/deep/x", Tokens.Valid("PS101", 2));
        folder.Write("image.png", [0x89, 0x50, 0, 0, 0, 0xFF], Tokens.Valid("PS101", 3), [0, 0xFE]);
        folder.Write("empty", "");
        var run = Scan();
        Assert.Contains(".env:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains(".hidden/deep/x:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("image.png:1:", run.Output, StringComparison.Ordinal);
        Assert.Contains("5 files", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_git_ignores_is_left_out_for_who_asks_but_what_it_tracks_is_not()
    {
        Git("init", "-q");
        folder.Write(".gitignore", "*.env\nbuild/\n");
        folder.Write("a.env", Tokens.Valid("PS101", 1));
        folder.Write("build/b", Tokens.Valid("PS101", 2));
        folder.Write("tracked.env", Tokens.Valid("PS101", 3));
        Git("add", "-f", "tracked.env");
        folder.Write(".git/FETCH_HEAD", Tokens.Valid("PS101", 4));
        var run = Patscan.Run(folder.Path, "scan", "--respect-gitignore");
        Assert.Contains("tracked.env:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains(".git/FETCH_HEAD:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 proven", run.Output, StringComparison.Ordinal);
        Assert.Contains("4 proven", Scan().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_repository_all_is_scanned_but_its_object_store()
    {
        Git("init", "-q");
        File.AppendAllText(Path.Join(folder.Path, ".git/config"), $"[remote \"origin\"]\n\turl = https://x:{System.Text.Encoding.ASCII.GetString(Tokens.Valid("PS101"))}@dev.azure.com/contoso/web/_git/web\n");
        folder.Write(".git/FETCH_HEAD", Tokens.Valid("PS101", 1));
        folder.Write(".git/objects/ab/cd", Tokens.Valid("PS101", 2));
        folder.Write("not-git/objects/x", Tokens.Valid("PS101", 3));
        var run = Scan();
        Assert.Contains(".git/config:", run.Output, StringComparison.Ordinal);
        Assert.Contains(".git/FETCH_HEAD:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("not-git/objects/x:1:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 git object store", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 proven", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_named_and_not_followed_and_cycles_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var outside = new TemporaryFolder();
        outside.Write("secret", Tokens.Valid("PS101"));
        Directory.CreateSymbolicLink(Path.Join(folder.Path, "out"), outside.Path);
        Directory.CreateSymbolicLink(Path.Join(folder.Path, "cycle"), folder.Path);
        File.CreateSymbolicLink(Path.Join(folder.Path, "dangling"), "nowhere");
        var run = Patscan.Run(folder.Path, "scan", "-v");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("3 symbolic links not followed", run.Output, StringComparison.Ordinal);
        Assert.Contains("not scanned  cycle: symbolic link not followed", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, Patscan.Run(folder.Path, "scan", "out").ExitCode);
    }

    [Fact]
    public void Pipes_and_sockets_do_not_hang_a_scan()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        Process.Start("mkfifo", Path.Join(folder.Path, "pipe")).WaitForExit();
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Join(folder.Path, "socket")));
        var run = Scan();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 pipes, sockets or devices", run.Output, StringComparison.Ordinal);
        folder.Write("secret", Tokens.Valid("PS101"));
        using var writer = Process.Start("sh", ["-c", $"cat '{folder.Path}/secret' > '{folder.Path}/pipe'"]);
        Assert.Contains("pipe:1:1", Patscan.Run(folder.Path, "scan", "pipe").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_named_and_exits_with_3()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Root may read anything.");
        File.SetUnixFileMode(folder.Write("closed.txt", "x"), UnixFileMode.None);
        folder.Write("closed/in.txt", "x");
        File.SetUnixFileMode(Path.Join(folder.Path, "closed"), UnixFileMode.None);
        var run = Scan();
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("not scanned  closed.txt: unreadable file (permission denied)", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 things not scanned (2 unreadable files)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_fails_while_it_is_read_is_named_and_exits_with_3()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A file of the system that opens but cannot be read.");
        var run = Patscan.Run(folder.Path, "scan", "/proc/self/mem");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("not scanned  /proc/self/mem: unreadable file", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_scanned_or_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        folder.Write("token", Tokens.Valid("PS101"));
        using (var shell = Process.Start("sh", ["-c", $"mv '{folder.Path}/token' \"$(printf '{folder.Path}/bad\\377name')\""]))
        {
            shell.WaitForExit();
        }

        var run = Patscan.Run(folder.Path, "scan", "-r", "sarif=out.sarif");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("bad\\xffname:1:1", run.Output, StringComparison.Ordinal);
        Process.Start("sh", ["-c", $"rm {folder.Path}/bad*"]).WaitForExit();
    }

    [Fact]
    public void A_file_over_the_limit_is_named_and_exits_with_3()
    {
        folder.Write("big.bin", new byte[2000]);
        folder.Write("small.bin", new byte[1000]);
        var run = Patscan.Run(folder.Path, "scan", "--max-file-size", "1KB");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("not scanned  big.bin: file over the size limit", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 file,", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Patscan.Run(folder.Path, "scan", "--max-file-size", "1KB", "--exclude", "big.bin").ExitCode);
    }

    [Fact]
    public void Globs_choose_what_is_scanned()
    {
        folder.Write("src/a.yml", Tokens.Valid("PS101", 1));
        folder.Write("src/deep/b.YML", Tokens.Valid("PS101", 2));
        folder.Write("vendor/c.yml", Tokens.Valid("PS101", 3));
        Assert.Equal(["src/a.yml", "vendor/c.yml"], Paths("--include", "*.yml"));
        Assert.Equal(["src/a.yml"], Paths("--include", "**/*.yml", "--exclude", "vendor/**"));
        Assert.Equal(["src/a.yml", "src/deep/b.YML"], Paths("--exclude", "vendor"));
        Assert.Equal(["src/a.yml"], Paths("--include", "src/*"));
    }

    [Fact]
    public void A_file_much_larger_than_a_window_is_scanned_to_its_end()
    {
        var path = folder.Write("big.log", Tokens.Valid("PS101", 1));
        using (var stream = File.OpenWrite(path))
        {
            stream.SetLength(300_000_000); // sparse
            stream.Seek(0, SeekOrigin.End);
            stream.Write("\n"u8);
            stream.Write(Tokens.Valid("PS102", 1));
        }

        var run = Patscan.Run(folder.Path, "scan", "-r", "json=-");
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var last = json.RootElement.GetProperty("findings")[1].GetProperty("places")[0];
        Assert.Equal((2, 1, 300_000_001), (last.GetProperty("line").GetInt32(), last.GetProperty("column").GetInt32(), last.GetProperty("byteOffset").GetInt32()));
    }

    [Fact]
    public void Ctrl_C_ends_a_scan_that_waits_for_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No signals there.");
        using var process = Patscan.Start(folder.Path, [], "scan", "-");
        process.StandardInput.BaseStream.Write(Tokens.Valid("PS101"));
        process.StandardInput.BaseStream.Flush();
        Assert.False(process.WaitForExit(TimeSpan.FromSeconds(2)), "It ended without being told.");
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("1 proven", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_given_in_small_pieces_is_scanned_to_its_end()
    {
        Assert.SkipUnless(File.Exists("/proc/kallsyms"), "A file of the system that reads short.");
        Assert.Contains($"{File.ReadAllBytes("/proc/kallsyms").Length / 1_000_000.0:0.0} MB", Patscan.Run(folder.Path, "scan", "/proc/kallsyms").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_with_130_and_what_was_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No signals there.");
        using var process = Patscan.Start(folder.Path, [], "scan", "-", "-r", "json=out.json");
        process.StandardInput.BaseStream.Write(Tokens.Valid("PS101"));
        process.StandardInput.BaseStream.Write(new byte[1 << 21]);
        process.StandardInput.BaseStream.Flush();
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        for (var i = 0; i < 50 && !process.HasExited; i++)
        {
            try
            {
                process.StandardInput.BaseStream.Write(new byte[1 << 20]);
            }
            catch (IOException)
            {
                break;
            }
        }

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("PS101", folder.Read("out.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_whole_private_and_leaves_nothing_beside_it()
    {
        folder.Write("a", Tokens.Valid("PS101"));
        folder.Write("out.sarif", "old");
        Patscan.Run(folder.Path, "scan", "a", "-r", "sarif=out.sarif");
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        Assert.StartsWith("{", folder.Read("out.sarif"), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(folder.Path, "out.sarif")));
        }
    }

    [Fact]
    public void A_report_to_a_device_is_written_to_it_and_does_not_replace_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        var pipe = Path.Join(folder.Path, "pipe");
        Process.Start("mkfifo", pipe).WaitForExit();
        folder.Write("a", Tokens.Valid("PS101"));
        using var reader = Process.Start(new ProcessStartInfo("cat", pipe) { RedirectStandardOutput = true })!;
        Patscan.Run(folder.Path, "scan", "a", "-r", $"json={pipe}");
        Assert.Contains("PS101", reader.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        Assert.False(new FileInfo(pipe).Attributes.HasFlag(FileAttributes.Archive) || new FileInfo(pipe).Length > 0);
    }

    private Patscan Scan() => Patscan.Run(folder.Path, "scan");

    private string[] Paths(params string[] arguments)
    {
        using var json = System.Text.Json.JsonDocument.Parse(Patscan.Run(folder.Path, ["scan", .. arguments, "-r", "json=-"]).Output);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("places")[0].GetProperty("path").GetString()!).Order(StringComparer.Ordinal)];
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Path })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
