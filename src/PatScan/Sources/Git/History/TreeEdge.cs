namespace PatScan.Sources.Git;

/// <summary>An entry of a tree that matters: a subtree, or a wanted object.</summary>
/// <param name="Child">The number of the subtree, or the complement of the number of the wanted object.</param>
/// <param name="Name">The number of its name.</param>
internal readonly record struct TreeEdge(int Child, int Name);
