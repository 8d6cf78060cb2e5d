using System.Text;

namespace PatScan.Sources.Git;

/// <summary>Reads single objects of a repository again, for reports and for whoever must see a secret once more.</summary>
public sealed class RepositoryContent : IDisposable
{
    private readonly ObjectStore store;

    private RepositoryContent(ObjectStore store) => this.store = store;

    /// <summary>Opens the repository that <paramref name="path"/> lies in.</summary>
    /// <exception cref="UserError">There is no repository, or its format is not known.</exception>
    public static RepositoryContent Open(string path, GitEnvironment environment) =>
        new(ObjectStore.Open(GitDirectory.Locate(path, environment), new GitLimits()));

    /// <summary>The content of an object; null when it is not there, or cannot be read.</summary>
    /// <param name="id">In hexadecimal, in full.</param>
    public byte[]? Read(string id)
    {
        try
        {
            return ObjectId.TryParse(Encoding.ASCII.GetBytes(id), out var parsed) && store.TryRead(parsed, out _, out var content) ? content : null;
        }
        catch (InvalidObjectException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
