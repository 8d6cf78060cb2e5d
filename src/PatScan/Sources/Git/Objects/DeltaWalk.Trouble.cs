using PatScan.Content;

namespace PatScan.Sources.Git;

internal sealed unsafe partial class DeltaWalk
{
    private int unnamed;

    // Another copy of an object that cannot be made from this pack: git would use it too.
    private bool Rescue(int node, ref ObjectKind kind, ref Made made)
    {
        try
        {
            if (!store.TryReadElsewhere(new ObjectId(plan.Pack.Index.IdAt(plan.Position(node))), plan.Pack, out var found, out var content))
            {
                return false;
            }

            made = CopyOf(content);
            kind = found;
            return made.Reason is null;
        }
        catch (InvalidObjectException)
        {
            return false; // no better: the first trouble is reported
        }
    }

    private void MakeAgain(ref WalkFrame frame)
    {
        try
        {
            var made = CopyOf(store.Resolve(plan.Pack, plan.Offset(frame.Node)).Content);
            frame.Content = made.Content;
            frame.Broken = made.Reason;
            held += made.Content.Capacity;
        }
        catch (InvalidObjectException e)
        {
            frame.Broken = e.Reason;
        }
    }

    private void Report(int node, SkipReason reason, string? detail)
    {
        if (plan.CountFailure() < limits.NamedPerPack)
        {
            sink.NotScanned(new NotScanned(Convert.ToHexStringLower(plan.Pack.Index.IdAt(plan.Position(node))), reason, detail));
        }
        else
        {
            unnamed++;
        }
    }

    private void ReportUnnamed()
    {
        if (unnamed > 0)
        {
            sink.NotScanned(new NotScanned($"{unnamed} further objects of {plan.Pack.Path}", GitSkips.CorruptObject));
            unnamed = 0;
        }
    }
}
