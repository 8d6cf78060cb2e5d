namespace PatScan.Benchmarks.Fuzz;

/// <summary>A reader of foreign bytes. Says in ToString how much of the input it still took for good.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>Makes an input and reads it.</summary>
    void Run(Random random);
}
