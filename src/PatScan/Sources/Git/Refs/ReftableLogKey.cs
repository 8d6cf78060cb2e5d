namespace PatScan.Sources.Git;

/// <summary>What identifies a record of a reftable's log: a ref and the transaction that changed it.</summary>
internal readonly record struct ReftableLogKey(string Name, ulong Update);
