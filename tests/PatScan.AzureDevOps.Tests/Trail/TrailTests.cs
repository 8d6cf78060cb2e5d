using System.Text;
using PatScan.AzureDevOps.Trail;

namespace PatScan.AzureDevOps.Tests.Trail;

public sealed class TrailTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patscan").FullName;
    private readonly ManualTime time = new(new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero));

    private string File1 => Path.Combine(folder, "state", "audit.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static TrailEntry Begin(int n) => new(TrailKind.Begin) { Organization = "contoso", Request = "POST https://vssps.dev.azure.com/x?a=b&c=d", Items = [Item(n)] };

    private static TrailItem Item(int n) => new(new Guid(n, 0, 0, new byte[8])) { Fingerprint = $"print{n}", Owner = "aad.x" };

    private void Write(int pairs)
    {
        using var trail = AuditTrail.Open(File1, time);
        for (var i = 1; i <= pairs; i++)
        {
            var about = trail.Append(Begin(i));
            trail.Append(new TrailEntry(TrailKind.End) { Organization = "contoso", About = about, Answer = "HTTP 204" });
        }
    }

    private TrailCheck Check() => TrailCheck.Run(File1);

    private string[] Lines => File.ReadAllLines(File1);

    private void Rewrite(IEnumerable<string> lines) => File.WriteAllText(File1, string.Concat(lines.Select(l => l + "\n")));

    [Fact]
    public void A_trail_is_chained_lines_of_JSON_for_its_owners_eyes_only()
    {
        Write(2);
        Write(1);
        Assert.Empty(Check().Problems);
        Assert.Equal([1, 2, 3, 4, 5, 6], Check().Entries.Select(e => e.Sequence));
        Assert.All(Lines, l => Assert.Equal(System.Text.Json.JsonValueKind.Object, System.Text.Json.JsonDocument.Parse(l).RootElement.ValueKind));
        Assert.DoesNotContain("\\u0026", Lines[0], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1 + ".head"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(File1)!));
        }
    }

    [Fact]
    public void The_hash_of_a_line_can_be_checked_with_common_tools()
    {
        Write(1);
        var line = Lines[1];
        var body = line[..line.LastIndexOf(",\"hash\"", StringComparison.Ordinal)];
        Assert.EndsWith($"\"hash\":\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\"}}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_character_anywhere_is_found()
    {
        Write(2);
        var whole = File.ReadAllBytes(File1);
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 1;
            File.WriteAllBytes(File1, changed);
            Assert.NotEmpty(Check().Problems);
        }
    }

    [Fact]
    public void A_removed_line_is_found_wherever_it_was()
    {
        Write(3);
        var lines = Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            Rewrite(lines.Where((_, n) => n != i));
            Assert.Contains(Check().Problems, p => p.Code == "removed");
        }
    }

    [Fact]
    public void Two_lines_that_changed_places_are_found()
    {
        Write(3);
        var lines = Lines;
        for (var i = 1; i < lines.Length; i++)
        {
            var moved = (string[])lines.Clone();
            (moved[i - 1], moved[i]) = (moved[i], moved[i - 1]);
            Rewrite(moved);
            Assert.Contains(Check().Problems, p => p.Code is "reordered" or "removed");
        }
    }

    [Fact]
    public void A_repeated_line_is_found()
    {
        Write(2);
        Rewrite([.. Lines, Lines[^1]]);
        Assert.Contains(Check().Problems, p => p.Code == "reordered");
    }

    [Fact]
    public void Lines_cut_from_the_end_are_found_by_the_head_file()
    {
        Write(3);
        var lines = Lines;
        for (var keep = 0; keep < lines.Length; keep++)
        {
            Rewrite(lines.Take(keep));
            Assert.Contains(Check().Problems, p => p.Code == "removed");
        }

        Rewrite(lines);
        File.Delete(File1 + ".head");
        Assert.Equal("head-missing", Assert.Single(Check().Problems).Code);
    }

    [Fact]
    public void A_trail_that_was_tampered_with_is_not_written_on()
    {
        Write(2);
        Rewrite(Lines.Skip(1));
        Assert.Equal("audit-log-damaged", Assert.Throws<UserError>(() => AuditTrail.Open(File1, time)).Code);
    }

    [Fact]
    public void A_line_torn_at_any_byte_is_recorded_and_the_chain_goes_on()
    {
        Write(1);
        var before = File.ReadAllBytes(File1);
        var head = File.ReadAllBytes(File1 + ".head");
        Write(1);
        var after = File.ReadAllBytes(File1);
        var line = after.AsSpan(before.Length, after.AsSpan(before.Length).IndexOf((byte)'\n') + 1).ToArray();
        for (var cut = 0; cut <= line.Length; cut++)
        {
            File.WriteAllBytes(File1, [.. before, .. line[..cut]]);
            File.WriteAllBytes(File1 + ".head", head);
            Assert.Empty(Check().Problems);
            var isWhole = cut >= line.Length - 1;
            using (var trail = AuditTrail.Open(File1, time))
            {
                Assert.Equal(isWhole ? 1 : 0, trail.Entries.Count(e => e.Kind == TrailKind.Recovered && e.TornBytes is null));
                Assert.Equal(!isWhole && cut > 0 ? cut + 1 : null, trail.Entries[^1].TornBytes);
                trail.Append(Begin(9));
            }

            Assert.Empty(Check().Problems);
            Assert.Equal(isWhole ? 5 : cut == 0 ? 3 : 4, Check().Entries.Count);
        }
    }

    [Fact]
    public void Recovery_itself_torn_at_any_byte_is_recovered()
    {
        Write(1);
        var before = File.ReadAllBytes(File1);
        var head = File.ReadAllBytes(File1 + ".head");
        byte[] torn = [.. before, .. "{\"seq\":3,\"ti"u8];
        File.WriteAllBytes(File1, torn);
        AuditTrail.Open(File1, time).Dispose();
        var recovered = File.ReadAllBytes(File1);
        for (var cut = torn.Length; cut <= recovered.Length; cut++)
        {
            File.WriteAllBytes(File1, recovered[..cut]);
            File.WriteAllBytes(File1 + ".head", head);
            using (var trail = AuditTrail.Open(File1, time))
            {
                trail.Append(Begin(9));
            }

            Assert.Empty(Check().Problems);
        }
    }

    [Fact]
    public void A_run_cut_off_between_a_line_and_the_head_twice_is_no_tampering()
    {
        Write(1);
        var head = File.ReadAllBytes(File1 + ".head");
        for (var i = 0; i < 3; i++)
        {
            using (var trail = AuditTrail.Open(File1, time))
            {
                head = File.ReadAllBytes(File1 + ".head");
                trail.Append(new TrailEntry(TrailKind.Run));
            }

            File.WriteAllBytes(File1 + ".head", head);
        }

        Assert.Empty(Check().Problems);
    }

    [Fact]
    public void Torn_bytes_that_were_changed_later_are_found()
    {
        Write(1);
        File.AppendAllText(File1, "{\"seq\":3,\"ti");
        AuditTrail.Open(File1, time).Dispose();
        File.WriteAllText(File1, File.ReadAllText(File1).Replace("{\"seq\":3,\"ti\n", "{\"seq\":3,\"tx\n", StringComparison.Ordinal));
        Assert.Contains(Check().Problems, p => p.Code == "changed");
    }

    [Fact]
    public void Announced_calls_without_an_answer_are_unknown_in_the_next_run()
    {
        using (var trail = AuditTrail.Open(File1, time))
        {
            trail.Append(Begin(7));
        }

        using var next = AuditTrail.Open(File1, time);
        Assert.Equal(("recovered", "unknown"), (next.Entries[^1].Kind, next.Entries[^1].Items[0].Outcome));
        Assert.Equal(7, TrailHistory.Unsettled(next.Entries, "CONTOSO").Single().AuthorizationId.ToByteArray()[0]);
    }

    [Fact]
    public void Two_runs_cannot_write_one_trail()
    {
        using var trail = AuditTrail.Open(File1, time);
        Assert.Equal("audit-log-in-use", Assert.Throws<UserError>(() => AuditTrail.Open(File1, time)).Code);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_an_error_of_its_own()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Assert.Equal("audit-log-not-writable", Assert.Throws<UserError>(() => AuditTrail.Open(Path.Combine(folder, "file", "audit.jsonl"), time)).Code);
        Assert.Equal("audit-log-not-writable", Assert.Throws<UserError>(() => AuditTrail.Open(folder, time)).Code);
        Assert.Equal("audit-log-unreadable", Assert.Throws<UserError>(() => TrailCheck.Run(Path.Combine(folder, "none"))).Code);
    }

    [Fact]
    public void A_full_disk_stops_before_the_call()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var trail = AuditTrail.Open(File1, time);
        trail.Append(Begin(1));
        File.Delete(File1 + ".head");
        Directory.CreateDirectory(File1 + ".head.new");
        Assert.Equal("audit-log-not-writable", Assert.Throws<UserError>(() => trail.Append(Begin(2))).Code);
        Assert.Equal("audit-log-not-writable", Assert.Throws<UserError>(() => trail.Append(Begin(3))).Code);
    }

    [Fact]
    public void The_default_place_is_the_users_state_folder()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/state/patscan/audit.jsonl", TrailLocation.Default(n => n == "XDG_STATE_HOME" ? "/state" : null));
            Assert.EndsWith("/.local/state/patscan/audit.jsonl", TrailLocation.Default(_ => "relative"), StringComparison.Ordinal);
        }
    }
}
