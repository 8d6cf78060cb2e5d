namespace PatScan.AzureDevOps.Trail;

/// <summary>Something in an audit trail that PatScan did not write so.</summary>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Code"><c>changed</c>, <c>removed</c>, <c>reordered</c>, <c>head-missing</c> or <c>head-changed</c>.</param>
/// <param name="Text">For a person.</param>
public sealed record TrailProblem(int Line, string Code, string Text);
