namespace PatScan.Decoding;

/// <summary>
/// Percent-encoding, backslash escapes and HTML entities. They may encode every character or only a few, so what is decoded
/// is the whole word around one: escapes and those other characters that secrets and their encodings are made of.
/// </summary>
internal ref partial struct Exploration
{
    private void Escape(int at)
    {
        switch (text[at])
        {
            case (byte)'%' when at >= percentDone:
                percentDone = Unescape(at, percentDone, EscapeSyntax.Percent);
                break;
            case (byte)'\\' when at >= backslashDone:
                backslashDone = Unescape(at, backslashDone, EscapeSyntax.Backslash);
                break;
            case (byte)'&' when at >= entityDone:
                entityDone = Unescape(at, entityDone, EscapeSyntax.Entity);
                break;
        }
    }

    /// <summary>Decodes the words from the one that holds an escape on, as far as they adjoin; gives where they end.</summary>
    private readonly int Unescape(int at, int done, EscapeSyntax syntax)
    {
        if (!syntax.TryRead(text, at, out _, out var value) || !EscapeSyntax.IsWord(value))
        {
            return done;
        }

        while (at > done && EscapeSyntax.IsWord(text[at - 1]))
        {
            at--;
        }

        layer.Begin(syntax.Name);
        var escapes = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == syntax.Start && syntax.TryRead(text, at, out var length, out value))
            {
                escapes += EscapeSyntax.IsWord(value) ? 1 : 0;
                layer.Append(value, at, at + length);
                at += length - 1;
            }
            else if (text[at] != syntax.Start && EscapeSyntax.IsWord(text[at]))
            {
                layer.Append(text[at], at, at + 1);
            }
            else
            {
                EndWord(ref escapes);
                if (text[at] != syntax.Start)
                {
                    return at;
                }
            }
        }

        EndWord(ref escapes);
        return at;
    }

    private readonly void EndWord(ref int escapes)
    {
        if (escapes > 0)
        {
            layer.End();
        }

        layer.Clear();
        escapes = 0;
    }
}
