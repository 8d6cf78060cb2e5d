using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>
/// Walks the trees that deltas form, depth first, so that every object is inflated once and every base is at hand when it is
/// needed. Of an object's dependents the one with the largest tree comes last, when the object itself is needed no more: a
/// chain of a million holds two objects at a time, and no tree more than the logarithm of its size. What still does not fit
/// the budget is dropped and made again by random access. One for each worker.
/// </summary>
internal sealed unsafe partial class DeltaWalk(ObjectStore store, byte kinds)
{
    private readonly GitLimits limits = store.Limits;
    private readonly BufferPool pool = new();
    private WalkFrame[] stack = new WalkFrame[32];
    private int depth;
    private int dropped; // frames below this one hold no content
    private long held;
    private PackPlan plan = null!;
    private IContentSink sink = null!;

    /// <summary>Hands the wanted objects of some trees to <paramref name="into"/>.</summary>
    public void Walk(PackPlan pack, ReadOnlySpan<int> roots, IContentSink into, CancellationToken cancellation)
    {
        plan = pack;
        sink = into;
        try
        {
            foreach (var root in roots)
            {
                Start(root);
                while (depth > 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Step();
                }

                cancellation.ThrowIfCancellationRequested();
            }

            ReportUnnamed();
        }
        finally
        {
            while (depth > 0)
            {
                Pop();
            }
        }
    }

    // Makes the next dependent of the object on top, which gives way to it when it is the last.
    private void Step()
    {
        ref var top = ref stack[depth - 1];
        var child = NextChild(ref top);
        if (child < 0)
        {
            Pop();
            return;
        }

        if (top.Content.IsEmpty && top.Broken is null)
        {
            MakeAgain(ref top);
        }

        var kind = top.Kind;
        var made = top.Broken is { } broken
            ? new Made(broken, "the object that it is a delta of cannot be read")
            : ApplyDelta(plan.Pack, plan.Offset(child), top.Content);
        if (top.Heavy < 0)
        {
            Pop();
        }

        Enter(child, kind, made);
    }

    private int NextChild(ref WalkFrame frame)
    {
        while (frame.Next >= 0)
        {
            var child = frame.Next;
            frame.Next = plan.NextSibling(child);
            if (child != frame.Heavy && IsNeeded(child))
            {
                return child;
            }
        }

        (var heavy, frame.Heavy) = (frame.Heavy, -1);
        return heavy;
    }

    // Hands an object out and goes on to its dependents.
    private void Enter(int node, ObjectKind kind, Made made)
    {
        if (made.Reason is not null && Rescue(node, ref kind, ref made))
        {
            made = made with { Reason = null };
        }

        var asked = kind == 0 || (kinds & (1 << (byte)kind)) != 0;
        if (asked && (plan.State(node) & NodeState.Wanted) != 0)
        {
            if (made.Reason is { } reason)
            {
                Report(node, reason, made.Detail);
            }
            else
            {
                sink.Content(made.Content.Bytes, plan.Origins, ObjectKey.Of(plan.Position(node), kind));
            }
        }

        if (!asked || !Push(node, kind, made))
        {
            pool.Return(ref made.Content);
        }
    }

    private bool Push(int node, ObjectKind kind, in Made made)
    {
        int heavy = -1, most = 0;
        for (var child = plan.FirstChild(node); child >= 0; child = plan.NextSibling(child))
        {
            if (plan.Weight(child) > most && IsNeeded(child))
            {
                (heavy, most) = (child, plan.Weight(child));
            }
        }

        if (heavy < 0)
        {
            return false;
        }

        if (depth == stack.Length)
        {
            Array.Resize(ref stack, depth * 2);
        }

        stack[depth++] = new WalkFrame
        {
            Node = node,
            Next = plan.FirstChild(node),
            Heavy = heavy,
            Kind = kind,
            Broken = made.Reason,
            Content = made.Content,
        };
        held += made.Content.Capacity;
        for (; held > limits.BaseBudget && dropped < depth - 1; dropped++)
        {
            Release(ref stack[dropped]);
        }

        return true;
    }

    private void Pop()
    {
        Release(ref stack[--depth]);
        dropped = Math.Min(dropped, Math.Max(0, depth - 1));
    }

    private void Release(ref WalkFrame frame)
    {
        held -= frame.Content.Capacity;
        pool.Return(ref frame.Content);
    }

    private bool IsNeeded(int node) => (plan.State(node) & NodeState.Needed) != 0;

    /// <summary>An object that was made, or why it was not.</summary>
    private record struct Made(SkipReason? Reason, string? Detail)
    {
        public NativeBuffer Content;

        public Made(NativeBuffer content)
            : this(null, null) => Content = content;
    }
}
