using System.Text;
using PatScan.Content;
using PatScan.Scanning;

namespace PatScan.Tests.Scanning;

/// <summary>Lines and columns as SARIF counts them: from 1, columns in UTF-16 code units.</summary>
public class RegionTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("x=", 1, 3)]
    [InlineData("a\nb\nxy", 3, 3)]
    [InlineData("a\r\nb\r\nxy", 3, 3)]
    [InlineData("\t\t", 1, 3)]
    [InlineData("é=", 1, 3)]
    [InlineData("日本語", 1, 4)]
    [InlineData("\U0001F600", 1, 3)]
    [InlineData("\uFEFF", 1, 1)]
    [InlineData("\uFEFFx\n", 2, 1)]
    [InlineData("\uFEFFkey: ", 1, 6)]
    [InlineData("a\rb", 1, 4)]
    public void A_finding_has_the_line_and_column_that_an_editor_shows(string before, int line, int column)
    {
        var region = Region([.. Encoding.UTF8.GetBytes(before), .. Tokens.Valid("PS101")]);
        Assert.Equal((line, column), (region.StartLine, region.StartColumn));
        Assert.Equal((line, column + 84), (region.EndLine, region.EndColumn));
        Assert.Equal(Encoding.UTF8.GetByteCount(before), region.ByteOffset);
        Assert.Equal(84, region.ByteLength);
    }

    [Fact]
    public void A_token_at_the_end_of_a_line_of_five_megabytes_has_its_column()
    {
        byte[] text = [.. new byte[5_000_000].Select(_ => (byte)'x'), .. "é"u8, .. Tokens.Valid("PS101")];
        Assert.Equal(5_000_002, Region(text).StartColumn);
    }

    [Fact]
    public void Columns_agree_with_a_decoder_on_any_text()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => i % 7 == 0 ? "\U0001F600" : i % 5 == 0 ? "ß" : i % 3 == 0 ? "漢" : "a"));
        var region = Region([.. Encoding.UTF8.GetBytes(text), .. Tokens.Valid("PS102")]);
        Assert.Equal(text.Length + 1, region.StartColumn);
    }

    [Fact]
    public void Text_cut_anywhere_counts_the_same()
    {
        var text = Encoding.UTF8.GetBytes("\uFEFFab\r\ncd\U0001F600é\n漢字x\n\n\tend");
        var whole = default(TextPosition);
        whole.Advance(text);
        for (var cut = 3; cut <= text.Length; cut++)
        {
            var pieces = default(TextPosition);
            pieces.Advance(text.AsSpan(0, cut));
            pieces.Advance(text.AsSpan(cut));
            Assert.Equal((whole.Offset, whole.Line, whole.Column), (pieces.Offset, pieces.Line, pieces.Column));
        }
    }

    private static Region Region(byte[] text)
    {
        var worker = new Worker(Tokens.Rules, new ScanOptions(), new ScanProgress(), CancellationToken.None);
        worker.Content(text, new Origins(), 0);
        return Assert.Single(Assert.Single(worker.Collected.Findings()).Places).Region;
    }

    private sealed class Origins : IOriginProvider
    {
        public Origin Describe(long key) => new(OriginKind.File, "file");
    }
}
