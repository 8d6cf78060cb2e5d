using PatScan.Sources.Git.Zlib;

namespace PatScan.Sources.Git;

internal sealed unsafe partial class DeltaWalk
{
    private readonly Inflater inflater = new();

    private void Start(int root)
    {
        var kind = (ObjectKind)(plan.State(root) & NodeState.Kind);
        switch ((NodeState)kind)
        {
            case NodeState.Broken:
                var trouble = plan.Pack.ReadEntry(plan.Offset(root), out _) ?? "its delta base is no object of its pack";
                Enter(root, 0, new Made(GitSkips.CorruptObject, trouble));
                break;
            case NodeState.Circle:
                Enter(root, 0, new Made(GitSkips.CorruptObject, "its deltas go in a circle"));
                break;
            case NodeState.External:
                StartOutside(root);
                break;
            default:
                plan.Pack.ReadEntry(plan.Offset(root), out var entry);
                if (entry.Size < limits.StreamFrom || (plan.FirstChild(root) >= 0 && entry.Size <= limits.MaxInMemory))
                {
                    Enter(root, kind, Inflate(plan.Pack, entry));
                }
                else
                {
                    StartLarge(root, kind, entry);
                }

                break;
        }
    }

    // The base lies in another pack or in a loose file. Git itself leaves no such pack on a disk.
    private void StartOutside(int root)
    {
        plan.Pack.ReadEntry(plan.Offset(root), out var entry);
        var id = new ObjectId(plan.Pack.BaseId(entry));
        ObjectKind kind = 0;
        Made made;
        try
        {
            if (store.TryReadElsewhere(id, except: null, out kind, out var content))
            {
                var source = CopyOf(content);
                made = source.Content.IsEmpty ? source : ApplyDelta(plan.Pack, plan.Offset(root), source.Content);
                pool.Return(ref source.Content);
            }
            else
            {
                made = new Made(GitSkips.MissingBase, $"its delta base {id} is missing");
            }
        }
        catch (InvalidObjectException e)
        {
            made = new Made(e.Reason, e.Message);
        }

        Enter(root, kind, made);
    }

    // Streamed, so that memory does not grow with content. What depends on it cannot be made, and git makes no such deltas.
    private void StartLarge(int root, ObjectKind kind, in PackEntry entry)
    {
        if ((plan.State(root) & NodeState.Wanted) != 0)
        {
            using var reader = new InflateReader(plan.Pack.At(entry.Data), plan.Pack.End - entry.Data, skip: 0, entry.Size);
            sink.Content(reader, plan.Origins, ObjectKey.Of(plan.Position(root), kind));
            if (reader.Trouble is { } trouble)
            {
                Report(root, GitSkips.CorruptObject, trouble);
            }
        }

        Push(root, kind, new Made(GitSkips.TooLarge, null));
    }

    private Made Inflate(Pack pack, in PackEntry entry)
    {
        var packed = pack.End - entry.Data;
        if (!ObjectBytes.IsPossible(entry.Size, packed))
        {
            return new Made(GitSkips.CorruptObject, $"it claims {entry.Size} bytes, more than its data can inflate to");
        }

        if (entry.Size > limits.MaxInMemory)
        {
            return new Made(GitSkips.TooLarge, $"it needs {entry.Size} bytes of memory");
        }

        var buffer = pool.Rent(entry.Size);
        if (buffer.IsEmpty)
        {
            return new Made(GitSkips.TooLarge, $"there is no memory for its {entry.Size} bytes");
        }

        if (inflater.Inflate(pack.At(entry.Data), packed, buffer.Start, entry.Size, Inflater.Slack) is { } trouble)
        {
            pool.Return(ref buffer);
            return new Made(GitSkips.CorruptObject, trouble);
        }

        return new Made(buffer);
    }

    private Made ApplyDelta(Pack pack, long offset, in NativeBuffer source)
    {
        pack.ReadEntry(offset, out var entry);
        var delta = Inflate(pack, entry);
        if (delta.Reason is not null)
        {
            return delta;
        }

        var made = Apply(source, delta.Content);
        pool.Return(ref delta.Content);
        return made;
    }

    private Made Apply(in NativeBuffer source, in NativeBuffer delta)
    {
        long at = 0;
        if (!Delta.ReadSize(delta.Start, delta.Length, ref at, out var sourceSize) || sourceSize != source.Length
            || !Delta.ReadSize(delta.Start, delta.Length, ref at, out var resultSize))
        {
            return new Made(GitSkips.CorruptObject, "its delta is for a base of another size");
        }

        if (resultSize > limits.MaxInMemory)
        {
            return new Made(GitSkips.TooLarge, $"it needs {resultSize} bytes of memory");
        }

        var result = pool.Rent(resultSize);
        if (result.IsEmpty)
        {
            return new Made(GitSkips.TooLarge, $"there is no memory for its {resultSize} bytes");
        }

        if (!Delta.Apply(source.Start, source.Length, delta.Start, at, delta.Length, result.Start, resultSize))
        {
            pool.Return(ref result);
            return new Made(GitSkips.CorruptObject, "its delta does not fit its base");
        }

        return new Made(result);
    }

    private Made CopyOf(byte[] content)
    {
        var buffer = pool.Rent(content.Length);
        if (buffer.IsEmpty)
        {
            return new Made(GitSkips.TooLarge, $"there is no memory for its {content.Length} bytes");
        }

        content.CopyTo(new Span<byte>(buffer.Start, content.Length));
        return new Made(buffer);
    }
}
