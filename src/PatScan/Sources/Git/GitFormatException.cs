namespace PatScan.Sources.Git;

/// <summary>A file of a repository's own bookkeeping (index, config, reftable, refs) that does not follow its format.</summary>
/// <param name="message">What is wrong with it, without the file's name.</param>
internal sealed class GitFormatException(string message) : Exception(message);
