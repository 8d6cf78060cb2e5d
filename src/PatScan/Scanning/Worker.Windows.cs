using PatScan.Content;

namespace PatScan.Scanning;

/// <summary>
/// Content of unknown length goes through a window. What fits is scanned in one piece. What does not is scanned window by
/// window, each keeping the last bytes of the one before: a match counts in the window in which it starts, and starts far
/// enough from both ends that everything with a say in it is there too.
/// </summary>
internal sealed partial class Worker
{
    public void Content(IByteReader bytes, IOriginProvider source, long key)
    {
        if (window.Length == 0)
        {
            window = GC.AllocateUninitializedArray<byte>(windowSize);
        }

        var length = Fill(bytes, 0);
        if (length < window.Length)
        {
            Content(window.AsSpan(0, length), source, key);
            return;
        }

        progress.AddContent();
        progress.AddBytes(length);
        var position = default(TextPosition);
        Origin? origin = null;
        long from = 0;
        while (true)
        {
            var whole = length < window.Length;
            var held = window.AsSpan(0, length);
            var to = whole ? long.MaxValue : position.Offset + length - reach;
            scanner.Scan(held, position.Offset, matches);
            if (matches.Count > 0)
            {
                origin ??= source.Describe(key);
                Keep(held, position, from, to, origin);
            }

            if (whole || cancellation.IsCancellationRequested)
            {
                return;
            }

            // The next window starts a reach before the first start that it has to answer for.
            var next = length - (2 * reach);
            position.Advance(held[..next]);
            held[next..].CopyTo(window);
            from = to;
            var kept = length - next;
            length = Fill(bytes, kept);
            progress.AddBytes(length - kept);
        }
    }

    private int Fill(IByteReader bytes, int length)
    {
        while (length < window.Length && bytes.Read(window.AsSpan(length)) is var read and > 0)
        {
            length += read;
        }

        return length;
    }
}
