using System.Text;
using System.Text.Unicode;

namespace PatScan.Sources.Git;

/// <summary>
/// How a commit's text is written: UTF-8 unless its <c>encoding</c> header says otherwise, and Latin-1, which no bytes can
/// break, where it is neither.
/// </summary>
/// <param name="Named">What the header names, or null.</param>
internal readonly record struct GitMessageEncoding(Encoding? Named)
{
    public static GitMessageEncoding Parse(ReadOnlySpan<byte> name)
    {
        try
        {
            return new(name.Length is 0 or > 40 ? null : Encoding.GetEncoding(Encoding.Latin1.GetString(name)));
        }
        catch (ArgumentException)
        {
            return default;
        }
    }

    public string Decode(ReadOnlySpan<byte> bytes) =>
        Named is not null and not UTF8Encoding ? Named.GetString(bytes)
        : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
        : Encoding.Latin1.GetString(bytes);
}
