using PatScan.Benchmarks.Git;

return args switch
{
    ["inflate", var repository] => InflateComparison.Run(repository, others: true),
    ["inflate", var repository, "own"] => InflateComparison.Run(repository, others: false),
    ["bare", var repository] => Bare.Run(repository, Environment.ProcessorCount),
    ["bare", var repository, var threads] => Bare.Run(repository, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
