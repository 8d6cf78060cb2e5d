namespace PatScan.Sources.Git;

/// <summary>A blob that the index would commit and HEAD does not have there.</summary>
internal sealed record StagedEntry(byte[] Path, ObjectId Id);
