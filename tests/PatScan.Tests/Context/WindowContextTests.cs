using System.Text;
using PatScan.Content;
using PatScan.Findings;
using PatScan.Scanning;

namespace PatScan.Tests.Context;

/// <summary>What is read around a match does not depend on where the windows of the scan end.</summary>
public class WindowContextTests
{
    private static readonly string[] Pieces =
    [
        "https://x:{0}@dev.azure.com/contoso/web\n", "token = {1}\n", "# https://dev.azure.com/fabrikam/\n", "ADO_PAT={bad}\n", "{2} # patscan:allow because\n", "{bad}.b32.i2p\n",
        "\n", "some words of text that fill the space between, with é and 漢字\n", "{\"a\": {\"url\": \"https://contoso.visualstudio.com\", \"pat\": \"{3}\"}}\n", "  indented:\n    key: {0}\n",
    ];

    [Fact]
    public void Every_window_size_gives_the_same_places_confidence_context_and_silence()
    {
        var random = new Random(4);
        for (var round = 0; round < 4; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 60_000)
            {
                text.Append(Reading.Fill(Pieces[random.Next(Pieces.Length)]));
                if (random.Next(4) == 0)
                {
                    text.Append(' ', random.Next(3000));
                }
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var whole = Describe(bytes, null);
            Assert.NotEmpty(whole);
            foreach (var window in new[] { 0, 17_777, 20_001, 33_333, 65_536, 59_999 })
            {
                Assert.Equal(whole, Describe(bytes, window));
            }
        }
    }

    private static List<string> Describe(byte[] bytes, int? window)
    {
        var worker = new Worker(Tokens.Rules, new ScanOptions { Limits = new Limits { Window = window ?? 0 } }, new ScanProgress(), CancellationToken.None);
        var origins = new Reading.Origins("file");
        if (window is null)
        {
            worker.Content(bytes, origins, 0);
        }
        else
        {
            worker.Content(new Stream(bytes), origins, 0);
        }

        return [.. worker.Collected.Findings().Concat(worker.Collected.Silenced()).SelectMany(finding => finding.Places.Concat(finding.SilencedPlaces).Select(place => Describe(finding, place)))];
    }

    private static string Describe(Finding finding, Place place) =>
        $"{finding.Rule.Id} {finding.Secret.Mask} {place.Region} {place.Confidence} {place.Context.Kind} {place.Context.IsTied} {Reading.Target(place)} {place.Context.Evidence} {place.Silence}";

    private sealed class Stream(byte[] bytes) : IByteReader
    {
        private int at;

        public int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
