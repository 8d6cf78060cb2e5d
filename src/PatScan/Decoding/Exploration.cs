using System.Numerics;
using System.Runtime.CompilerServices;

namespace PatScan.Decoding;

/// <summary>
/// One pass over a text for what is encoded in it. Blocks of 64 bytes are reduced to bit masks of a few kinds of bytes;
/// three shapes in those are worth a closer look: 16 base64 characters in a row (Exploration.Runs.cs), a character that
/// starts an escape before one that goes on with it (Exploration.Escapes.cs), and letters between zeros
/// (Exploration.Utf16.cs). Whatever was looked at is not looked at again, so the pass is linear in the text.
/// </summary>
internal ref partial struct Exploration
{
    private const int Block = BlockMasks.Size;

    private readonly ReadOnlySpan<byte> text;
    private readonly Layer layer;
    private readonly long offset;

    // Where each kind of search ended: nothing before these places is looked at again.
    private int runsDone;
    private GroupsDone groupsDone;
    private int evenUnitsDone;
    private int oddUnitsDone;
    private int percentDone;
    private int backslashDone;
    private int entityDone;

    private Exploration(ReadOnlySpan<byte> text, Layer layer, long offset)
    {
        this.text = text;
        this.layer = layer;
        this.offset = offset;
    }

    /// <summary>Decodes what is encoded in <paramref name="text"/>, <paramref name="offset"/> bytes after its beginning, into <paramref name="layer"/>.</summary>
    public static void Run(ReadOnlySpan<byte> text, Layer layer, long offset) => new Exploration(text, layer, offset).Run();

    [SkipLocalsInit]
    private void Run()
    {
        var masks = default(BlockMasks);
        var at = 0;
        while (BlockMasks.TryNext(text, ref at, ref masks))
        {
            LookCloser(in masks, at, text[at..]);
            at += Block;
            if (runsDone > at)
            {
                // A run holds nothing else, so the blocks that lie in it are done.
                at = runsDone & -Block;
                masks = default;
            }
        }

        if (at < text.Length)
        {
            Span<byte> rest = stackalloc byte[Block];
            rest.Fill((byte)' ');
            text[at..].CopyTo(rest);
            BlockMasks.Look(rest, ref masks);
            LookCloser(in masks, at, rest);
        }
    }

    private void LookCloser(scoped in BlockMasks masks, int at, scoped ReadOnlySpan<byte> block)
    {
        for (var runs = masks.Runs; runs != 0; runs &= runs - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(runs);
            if (start >= runsDone)
            {
                Runs(start);
            }
        }

        for (var escapes = masks.Escapes; escapes != 0; escapes &= escapes - 1)
        {
            Escape(at + BitOperations.TrailingZeroCount(escapes));
        }

        if (masks.Zeros != 0)
        {
            Utf16(BlockMasks.LettersBeforeZeros(block, masks.Zeros), at);
        }
    }

    // One for each way in which characters fall into groups of 4, then one for each in pairs.
    [InlineArray(6)]
    private struct GroupsDone
    {
        private int end;
    }
}
