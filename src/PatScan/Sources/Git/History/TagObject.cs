namespace PatScan.Sources.Git;

/// <summary>An annotated tag, read.</summary>
internal sealed record TagObject
{
    /// <summary>What it marks: mostly a commit, sometimes a tree, a blob, another tag.</summary>
    public required ObjectId Target { get; init; }

    /// <summary>The name it was made with, which need not be the name of a ref.</summary>
    public required string Name { get; init; }

    /// <summary>Who made it; null in tags of 2005.</summary>
    public required GitSignature? Tagger { get; init; }

    public required string Message { get; init; }

    /// <exception cref="GitFormatException">It marks no object.</exception>
    public static TagObject Parse(ReadOnlySpan<byte> content, int hashLength)
    {
        ObjectId? target = null;
        ReadOnlySpan<byte> name = [], tagger = [], encodingName = [];
        var lines = new HeaderLines(content);
        while (lines.Next())
        {
            if (target is null && lines.Key.SequenceEqual("object"u8))
            {
                target = lines.Value.Length == hashLength * 2 && ObjectId.TryParse(lines.Value, out var id) ? id : null;
            }
            else if (name.IsEmpty && lines.Key.SequenceEqual("tag"u8))
            {
                name = lines.Value;
            }
            else if (tagger.IsEmpty && lines.Key.SequenceEqual("tagger"u8))
            {
                tagger = lines.Value;
            }
            else if (encodingName.IsEmpty && lines.Key.SequenceEqual("encoding"u8))
            {
                encodingName = lines.Value;
            }
        }

        var encoding = GitMessageEncoding.Parse(encodingName);
        return new TagObject
        {
            Target = target ?? throw new GitFormatException("the tag marks no object"),
            Name = encoding.Decode(name),
            Tagger = tagger.IsEmpty ? null : GitSignature.Parse(tagger, encoding),
            Message = encoding.Decode(lines.Message),
        };
    }
}
