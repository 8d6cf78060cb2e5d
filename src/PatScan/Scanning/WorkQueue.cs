using PatScan.Content;

namespace PatScan.Scanning;

/// <summary>
/// The units that wait for a worker. Those that came up while others were read (the folders in a folder) go first, last in
/// first out, which keeps their number small; when there are none, the source hands out its next. Nothing piles up, and a
/// worker waits only while there is nothing to do and others may still bring something.
/// </summary>
internal sealed class WorkQueue(IEnumerator<IUnit> source)
{
    private readonly Stack<IUnit> waiting = [];
    private readonly object gate = new();
    private int running;
    private int sleeping;
    private bool isStopped;

    /// <summary>Adds a unit for any worker to take.</summary>
    public void Add(IUnit unit)
    {
        lock (gate)
        {
            waiting.Push(unit);
            if (sleeping > 0)
            {
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>
    /// Says that the unit taken before is done, unless this is the first, and takes the next; null when there are no more.
    /// </summary>
    public IUnit? Next(bool isFirst)
    {
        lock (gate)
        {
            running -= isFirst ? 0 : 1;
            while (!isStopped)
            {
                var unit = waiting.Count > 0 ? waiting.Pop() : source.MoveNext() ? source.Current : null;
                if (unit is not null)
                {
                    running++;
                    return unit;
                }

                isStopped = running == 0;
                if (!isStopped)
                {
                    sleeping++;
                    Monitor.Wait(gate);
                    sleeping--;
                }
            }

            Monitor.PulseAll(gate);
            return null;
        }
    }

    /// <summary>Hands out nothing more.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }
    }
}
