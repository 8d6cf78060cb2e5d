if (args is ["throughput", .. var folders])
{
    PatScan.Benchmarks.Throughput.Run(folders);
}

return 0;
