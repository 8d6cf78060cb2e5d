using System.Text;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Rules;
using PatScan.Scanning;

namespace PatScan.Tests.Context;

/// <summary>Texts with <c>{0}</c>, <c>{1}</c>… for proven tokens and <c>{bad}</c> for one whose checksum fails, and what a scan says of them.</summary>
internal static class Reading
{
    public const string Bad = "{bad}";

    public static string Fill(string text, string rule = "PS102")
    {
        for (var i = 0; i < 4; i++)
        {
            text = text.Replace($"{{{i}}}", Text(Tokens.Valid(rule, (ulong)i)), StringComparison.Ordinal);
        }

        return text.Replace(Bad, Text(Tokens.Damaged("PS102", 9)), StringComparison.Ordinal);
    }

    public static Collected Scan(string text, string path = "file", ScanOptions? options = null, RuleSet? rules = null)
    {
        var worker = new Worker(rules ?? Tokens.Rules, options ?? new ScanOptions(), new ScanProgress(), CancellationToken.None);
        worker.Content(Encoding.UTF8.GetBytes(text), new Origins(path), 0);
        return worker.Collected;
    }

    /// <summary>The only place of token <paramref name="seed"/>.</summary>
    public static Place Place(string text, string path = "file", string rule = "PS102", ulong seed = 0) =>
        Assert.Single(Scan(Fill(text, rule), path).Findings().Concat(Scan(Fill(text, rule), path).Silenced()).Single(finding => finding.Secret.Reveal().SequenceEqual(Tokens.Valid(rule, seed))).Places);

    /// <summary><c>contoso</c>, <c>contoso/project</c>, a server's address, candidates as <c>a|b</c>, or nothing.</summary>
    public static string Target(Place place) => place.Context.Target is { } target
        ? $"{target.Organization ?? target.Server}{(target.Project is null ? "" : $"/{target.Project}")}"
        : string.Join('|', place.Context.Candidates.Select(candidate => candidate.Target.Organization ?? candidate.Target.Server));

    private static string Text(byte[] token) => Encoding.ASCII.GetString(token);

    public sealed class Origins(string path) : IOriginProvider
    {
        public Origin Describe(long key) => new(OriginKind.File, path);
    }
}
