using System.Globalization;
using BenchmarkDotNet.Running;
using PatScan.Benchmarks;
using PatScan.Benchmarks.Fuzz;
using PatScan.Benchmarks.Git;

return args switch
{
    ["inflate", var repository] => InflateComparison.Run(repository, others: true),
    ["inflate", var repository, "own"] => InflateComparison.Run(repository, others: false),
    ["bare", var repository] => Bare.Run(repository, Environment.ProcessorCount),
    ["bare", var repository, var threads] => Bare.Run(repository, Number(threads)),
    ["fuzz", var target, "--seconds", var seconds, "--seed", var seed] => Fuzzer.Run(target, Number(seconds), Number(seed)),
    ["accuracy"] => AccuracyTable.Print(1),
    ["accuracy", var seed] => AccuracyTable.Print((ulong)Number(seed)),
    ["engine", .. var options] => Engine(options),
    ["throughput", .. var folders] => Throughput(folders),
    _ => 2,
};

static int Engine(string[] options)
{
    BenchmarkSwitcher.FromTypes([typeof(PatScan.Benchmarks.EngineBenchmarks)]).Run(options.Length == 0 ? ["--filter", "*"] : options);
    return 0;
}

static int Throughput(string[] folders)
{
    PatScan.Benchmarks.Throughput.Run(folders);
    return 0;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
