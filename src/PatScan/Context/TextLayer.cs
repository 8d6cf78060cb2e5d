namespace PatScan.Context;

/// <summary>
/// One text that a match stands in: the original content, or what a part of it was decoded to. The text around the encoded
/// part has as much to say as that around the secret: a header, the address of a feed, a comment.
/// </summary>
/// <param name="Surroundings">The text around the match, or around the encoded part that holds it.</param>
/// <param name="Allowed">The silence that a comment on the line asks for.</param>
/// <param name="Outer">The text that this one was decoded from, or null.</param>
internal sealed record TextLayer(Surroundings Surroundings, Silence? Allowed, TextLayer? Outer)
{
    /// <summary>Bytes on either side of an encoded token that are taken for the rest of the encoded part.</summary>
    public const int Reach = 1024;

    /// <summary>The layer around bytes [<paramref name="start"/>, <paramref name="start"/> + <paramref name="length"/>).</summary>
    public static TextLayer Of(ReadOnlySpan<byte> bytes, int start, int length, TextLayer? outer = null) =>
        new(Surroundings.Of(bytes, start, length), AllowComment.Find(bytes, start, length), outer);

    /// <summary>
    /// The layer around an encoded part of which those bytes are a piece: what stands before and after the whole of it counts,
    /// not the user name that was encoded with a token.
    /// </summary>
    public static TextLayer OfEncoded(ReadOnlySpan<byte> bytes, int start, int length, TextLayer? outer = null)
    {
        var (first, end) = (start, start + length);
        while (first > Math.Max(0, start - Reach) && IsBase64(bytes[first - 1]))
        {
            first--;
        }

        while (end < Math.Min(bytes.Length, start + length + Reach) && (IsBase64(bytes[end]) || bytes[end] == '='))
        {
            end++;
        }

        return Of(bytes, first, end - first, outer);
    }

    private static bool IsBase64(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_';

    /// <summary>This layer and those around it.</summary>
    public IEnumerable<TextLayer> Outwards()
    {
        for (var layer = this; layer is not null; layer = layer.Outer)
        {
            yield return layer;
        }
    }
}
