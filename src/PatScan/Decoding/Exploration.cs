using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatScan.Decoding;

/// <summary>
/// One pass over a text for what is encoded in it. Blocks of 64 bytes are reduced to bit masks of a few kinds of bytes;
/// three shapes in those are worth a closer look: 20 base64 characters in a row (Exploration.Runs.cs), a character that
/// starts an escape before one that goes on with it (Exploration.Escapes.cs), and letters between zeros
/// (Exploration.Utf16.cs). Whatever was looked at is not looked at again, so the pass is linear in the text.
/// </summary>
internal ref partial struct Exploration
{
    private const int Block = 64;

    // 16 bytes of secret make 21 characters of which 20 are all their own; a wrapped one has a line at least this long.
    private const int ShortestRun = 20;

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
        var before = 0ul;
        var at = 0;
        ref var first = ref MemoryMarshal.GetReference(text);
        for (; at <= text.Length - Block; at += Block)
        {
            var masks = BlockMasks.Of(ref Unsafe.Add(ref first, at));
            Look(masks, before, at, ref first);
            before = masks.Base64;
            if (runsDone > at + Block)
            {
                // A run holds nothing else, so the blocks that lie in it are done.
                at = (runsDone & -Block) - Block;
                before = 0;
            }
        }

        if (at < text.Length)
        {
            Span<byte> rest = stackalloc byte[Block];
            rest.Fill((byte)' ');
            text[at..].CopyTo(rest);
            ref var last = ref MemoryMarshal.GetReference(rest);
            Look(BlockMasks.Of(ref last), before, at, ref Unsafe.Subtract(ref last, at));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(BlockMasks masks, ulong before, int at, ref byte first)
    {
        var runs = Streaks(masks.Base64);
        var joint = BitOperations.LeadingZeroCount(~before) + BitOperations.TrailingZeroCount(~masks.Base64) >= ShortestRun;
        var escapes = masks.Starts & ((masks.Seconds >> 1) | (1ul << 63));
        if ((runs | escapes | masks.Zeros) != 0 || joint)
        {
            LookCloser(runs, joint, escapes, masks.Zeros, before, at, ref first);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookCloser(ulong runs, bool joint, ulong escapes, ulong zeros, ulong before, int at, ref byte first)
    {
        if (joint && at >= runsDone)
        {
            Runs(at - BitOperations.LeadingZeroCount(~before));
        }

        for (; runs != 0; runs &= runs - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(runs);
            if (start >= runsDone)
            {
                Runs(start);
            }
        }

        for (; escapes != 0; escapes &= escapes - 1)
        {
            Escape(at + BitOperations.TrailingZeroCount(escapes));
        }

        if (zeros != 0)
        {
            Utf16(BlockMasks.LettersBeforeZeros(ref Unsafe.Add(ref first, at), zeros), at);
        }
    }

    // One for each way in which characters fall into groups of 4, then one for each in pairs.
    [InlineArray(6)]
    private struct GroupsDone
    {
        private int end;
    }

    /// <summary>A bit for each place from which <see cref="ShortestRun"/> bits are set.</summary>
    private static ulong Streaks(ulong bits)
    {
        bits &= bits >> 1;
        bits &= bits >> 2;
        bits &= bits >> 4;
        return bits & (bits >> 8) & (bits >> 12);
    }
}
