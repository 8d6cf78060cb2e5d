using System.Numerics;

namespace PatScan.Sources.Git;

/// <summary>
/// Makes the plan of a pack from its index and the headers of its objects; nothing is inflated. Deltas keep the kind of their
/// base, so the trees of objects that nobody asked for are known here and never touched again.
/// </summary>
internal sealed class PackPlanner(Pack pack, byte kinds, SeenIds? seen)
{
    private const byte Unknown = 0, Visiting = 64;

    private readonly int count = pack.Index.Count;
    private readonly NodeKey layout = new(pack.Index.Count);
    private ulong[] keys = [];
    private byte[] states = [];
    private int[] parents = [];
    private int[] firstChild = [];
    private int[] nextSibling = [];
    private int[] weights = [];

    /// <summary>The plan.</summary>
    public PackPlan Make()
    {
        Sort();
        ReadHeaders();
        InheritKinds();
        Want();
        Link();
        Climb();
        var roots = new List<int>();
        for (var node = 0; node < count; node++)
        {
            if (parents[node] < 0 && (states[node] & (byte)NodeState.Needed) != 0)
            {
                roots.Add(node);
            }
        }

        return new PackPlan(pack, layout, keys, roots, firstChild, nextSibling, weights, states);
    }

    private void Sort()
    {
        keys = new ulong[count];
        var last = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < count; i++)
        {
            // An offset outside the pack becomes 0, where no object starts: the walk reports it.
            var offset = pack.Index.OffsetAt(i);
            var id = pack.Index.IdAt(i);
            var met = id.SequenceEqual(last) || (seen is not null && seen.Contains(id));
            keys[i] = layout.Make(offset > 0 && offset < pack.End ? offset : 0, i, met);
            last = id;
        }

        keys = OffsetOrder.Sort(keys, layout.OffsetShift, layout.OffsetShift + 64 - BitOperations.LeadingZeroCount((ulong)pack.End));
    }

    // Every header lies on another line of memory, and nobody else has work yet: all processors wait for them together.
    private void ReadHeaders()
    {
        const int Run = 32 * 1024;
        states = new byte[count];
        parents = new int[count];
        Parallel.For(0, (count + Run - 1) / Run, run =>
        {
            for (var node = run * Run; node < Math.Min(count, (run + 1) * Run); node++)
            {
                ReadHeader(node);
            }
        });
    }

    private void ReadHeader(int node)
    {
        parents[node] = -1;
        if (pack.ReadEntry(Offset(node), out var entry) is not null)
        {
            states[node] = (byte)NodeState.Broken;
        }
        else if (!entry.IsDelta)
        {
            states[node] = (byte)entry.Type;
        }
        else if (entry.Type == PackEntry.OffsetDelta)
        {
            parents[node] = FindBefore(node, entry.Base);
            states[node] = parents[node] < 0 ? (byte)NodeState.Broken : Unknown;
        }
        else if (pack.Index.Find(pack.BaseId(entry)) is >= 0 and var position)
        {
            parents[node] = FindBefore(count, pack.Index.OffsetAt(position));
            states[node] = parents[node] < 0 ? (byte)NodeState.Broken : Unknown;
        }
        else
        {
            states[node] = (byte)NodeState.External;
        }
    }

    // Walks from each delta to something known, then the same way again to write it down. Meeting itself on the way is a
    // circle; whatever hangs on one has no base either.
    private void InheritKinds()
    {
        for (var node = 0; node < count; node++)
        {
            if (states[node] != Unknown)
            {
                continue;
            }

            var at = node;
            while (states[at] == Unknown)
            {
                states[at] = Visiting;
                at = parents[at];
            }

            var kind = states[at] == Visiting ? (byte)NodeState.Circle : states[at];
            for (at = node; states[at] == Visiting; at = parents[at])
            {
                states[at] = kind;
            }
        }

        for (var node = 0; node < count; node++)
        {
            if (states[node] == (byte)NodeState.Circle)
            {
                parents[node] = -1;
            }
        }
    }

    private void Want()
    {
        for (var node = 0; node < count; node++)
        {
            if (IsAsked(node) && !layout.IsMet(keys[node]))
            {
                states[node] |= (byte)(NodeState.Wanted | NodeState.Needed);
            }
        }
    }

    private void Link()
    {
        firstChild = new int[count];
        nextSibling = new int[count];
        Array.Fill(firstChild, -1);
        Array.Fill(nextSibling, -1);
        for (var node = count - 1; node >= 0; node--)
        {
            if (parents[node] is >= 0 and var parent && IsAsked(node))
            {
                (nextSibling[node], firstChild[parent]) = (firstChild[parent], node);
            }
        }
    }

    // Adds every object to its base once its own dependents are added: from each leaf upwards, for as long as it was the last.
    private void Climb()
    {
        var waiting = new int[count];
        for (var node = 0; node < count; node++)
        {
            if (parents[node] >= 0)
            {
                waiting[parents[node]]++;
            }
        }

        weights = new int[count];
        for (var leaf = 0; leaf < count; leaf++)
        {
            for (var node = leaf; firstChild[leaf] < 0 && IsAsked(leaf);)
            {
                weights[node]++;
                var parent = parents[node];
                if (parent < 0)
                {
                    break;
                }

                weights[parent] += weights[node];
                states[parent] |= (byte)(states[node] & (byte)NodeState.Needed);
                if (--waiting[parent] > 0)
                {
                    break;
                }

                node = parent;
            }
        }
    }

    // What an object of unknown kind is turns out when it is read.
    private bool IsAsked(int node) =>
        (states[node] & (byte)NodeState.Kind) is var kind && (kind > (byte)ObjectKind.Tag || (kinds & (1 << kind)) != 0);

    private long Offset(int node) => layout.Offset(keys[node]);

    // The node at an offset, or -1. Bases lie near their deltas: steps back of doubling width, then a binary search.
    private int FindBefore(int end, long offset)
    {
        int high = end - 1, low = high;
        for (var step = 1; low >= 0 && Offset(low) > offset; step *= 2)
        {
            high = low;
            low = step > low ? -1 : low - step;
        }

        low = Math.Max(low, 0);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (Offset(middle) < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < end && low >= 0 && Offset(low) == offset ? low : -1;
    }
}
