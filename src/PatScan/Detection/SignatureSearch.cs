using PatScan.Rules;

namespace PatScan.Detection;

/// <summary>
/// Finds every occurrence of every signature in one pass. Each signature is represented by its three rarest neighbouring
/// bytes, its core; blocks of text are tested for all cores at once (SignatureSearch.Blocks.cs), and where one may be, a hash
/// table of cores leads to the signatures that have it there.
/// </summary>
internal sealed partial class SignatureSearch
{
    private const int CoreLength = 3;

    private readonly Entry[] entries;
    private readonly int[] buckets;
    private readonly int mask;

    public SignatureSearch(IEnumerable<Rule> rules)
    {
        entries = [.. rules.SelectMany(rule => rule.Signatures.Select(text => new Entry(rule, text)))];
        mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, entries.Length * 4)) - 1;
        buckets = new int[mask + 1];
        for (var i = 0; i < entries.Length; i++)
        {
            var core = entries[i].Core;
            var slot = Slot(core[0], core[1], core[2]);
            entries[i].Next = buckets[slot];
            buckets[slot] = i + 1;
        }

        BuildBlocks();
    }

    /// <summary>Told where a signature stands.</summary>
    public delegate void Found<T>(ref T state, Rule rule, ReadOnlySpan<byte> bytes, int at)
        where T : allows ref struct;

    /// <summary>Calls <paramref name="found"/> for each occurrence of each signature, from the front.</summary>
    public void Search<T>(ReadOnlySpan<byte> bytes, ref T state, Found<T> found)
        where T : allows ref struct
    {
        if (entries.Length == 0)
        {
            return;
        }

        var at = 0;
        while ((at = NextCandidate(bytes, at)) >= 0)
        {
            Verify(bytes, at, ref state, found);
            at++;
        }
    }

    private void Verify<T>(ReadOnlySpan<byte> bytes, int at, ref T state, Found<T> found)
        where T : allows ref struct
    {
        for (var i = buckets[Slot(bytes[at], bytes[at + 1], bytes[at + 2])]; i != 0; i = entries[i - 1].Next)
        {
            var entry = entries[i - 1];
            var start = at - entry.CoreAt;
            if (start >= 0 && bytes[start..].StartsWith(entry.Text))
            {
                found(ref state, entry.Rule, bytes, start);
            }
        }
    }

    private int Slot(byte a, byte b, byte c) => (int)(((uint)(a | (b << 8) | (c << 16)) * 0x9E3779B1u) >> 8) & mask;

    private sealed class Entry(Rule rule, string text)
    {
        public Rule Rule { get; } = rule;

        public byte[] Text { get; } = System.Text.Encoding.ASCII.GetBytes(text);

        public int CoreAt { get; } = Rarest(text);

        public int Next { get; set; }

        public ReadOnlySpan<byte> Core => Text.AsSpan(CoreAt, CoreLength);

        private static int Rarest(string text)
        {
            var best = 0;
            for (var i = 1; i + CoreLength <= text.Length; i++)
            {
                if (Commonness(text, i) < Commonness(text, best))
                {
                    best = i;
                }
            }

            return best;
        }

        private static double Commonness(string text, int at) => Commonness(text[at]) * Commonness(text[at + 1]) * Commonness(text[at + 2]);

        // How often a byte occurs in source text, roughly, in thousandths.
        private static double Commonness(char c) => c switch
        {
            ' ' => 150,
            'e' or 't' or 'a' or 'o' or 'i' or 'n' or 's' or 'r' => 50,
            'j' or 'q' or 'x' or 'z' or 'k' or 'v' => 4,
            >= 'a' and <= 'z' => 20,
            'J' or 'Q' or 'X' or 'Z' => 0.5,
            >= 'A' and <= 'Z' => 3,
            >= '0' and <= '9' => 6,
            '_' or '-' or '.' or '/' or '"' or '=' or ':' => 15,
            _ => 5,
        };
    }
}
