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
    /// <summary>The layer around bytes [<paramref name="start"/>, <paramref name="start"/> + <paramref name="length"/>).</summary>
    public static TextLayer Of(ReadOnlySpan<byte> bytes, int start, int length, TextLayer? outer = null) =>
        new(Surroundings.Of(bytes, start, length), AllowComment.Find(bytes, start, length), outer);

    /// <summary>This layer and those around it.</summary>
    public IEnumerable<TextLayer> Outwards()
    {
        for (var layer = this; layer is not null; layer = layer.Outer)
        {
            yield return layer;
        }
    }
}
