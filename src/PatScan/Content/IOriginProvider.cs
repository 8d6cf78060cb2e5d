namespace PatScan.Content;

/// <summary>
/// Says where content came from, when somebody asks. Almost no content holds a match, so its origin is not worth an
/// allocation until one is found: a source passes itself and a number of its own instead.
/// </summary>
public interface IOriginProvider
{
    /// <summary>Describes the content that the source numbered <paramref name="key"/>. Called from any thread.</summary>
    Origin Describe(long key);
}
