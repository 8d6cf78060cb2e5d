using PatScan.Content;

namespace PatScan.Sources.Git;

/// <summary>An origin provider that knows its keys to be git objects: what a sweep over objects passes along.</summary>
internal interface IObjectOrigins : IOriginProvider
{
    /// <summary>The object that a key stands for.</summary>
    (ObjectKind Kind, ObjectId Id) Object(long key);
}
