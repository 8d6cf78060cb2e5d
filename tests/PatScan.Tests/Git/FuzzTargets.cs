using PatScan.Sources.Git;

namespace PatScan.Tests.Git;

/// <summary>Entry points for fuzzing: bytes that somebody else wrote, into every parser of this folder that takes them whole.</summary>
internal static class FuzzTargets
{
    /// <summary>Reads the bytes as a commit, a tag and a tree. Anything but a refusal is a bug.</summary>
    public static void Fuzz(byte[] bytes) => Fuzz(bytes.AsSpan());

    /// <inheritdoc cref="Fuzz(byte[])"/>
    public static void Fuzz(ReadOnlySpan<byte> bytes)
    {
        foreach (var hashLength in (ReadOnlySpan<int>)[ObjectId.Sha1Length, ObjectId.Sha256Length])
        {
            Commit(bytes, hashLength);
            Tag(bytes, hashLength);
            Tree(bytes, hashLength);
        }
    }

    /// <summary>Reads the bytes as an index that is its own shared part.</summary>
    public static void FuzzIndex(ReadOnlySpan<byte> bytes)
    {
        var shared = bytes.ToArray();
        foreach (var hashLength in (ReadOnlySpan<int>)[ObjectId.Sha1Length, ObjectId.Sha256Length])
        {
            try
            {
                IndexFile.Parse(bytes, hashLength, _ => shared);
            }
            catch (GitFormatException)
            {
                // refused
            }
        }
    }

    /// <summary>Reads the bytes as a reftable.</summary>
    public static void FuzzReftable(ReadOnlySpan<byte> bytes)
    {
        foreach (var hashLength in (ReadOnlySpan<int>)[ObjectId.Sha1Length, ObjectId.Sha256Length])
        {
            try
            {
                ReftableReader.Read(bytes, hashLength, [], []);
            }
            catch (GitFormatException)
            {
                // refused
            }
        }
    }

    private static void Commit(ReadOnlySpan<byte> bytes, int hashLength)
    {
        try
        {
            CommitObject.Parse(bytes, hashLength);
        }
        catch (GitFormatException)
        {
            // refused
        }
    }

    private static void Tag(ReadOnlySpan<byte> bytes, int hashLength)
    {
        try
        {
            TagObject.Parse(bytes, hashLength);
        }
        catch (GitFormatException)
        {
            // refused
        }
    }

    private static void Tree(ReadOnlySpan<byte> bytes, int hashLength)
    {
        try
        {
            var reader = new TreeReader(bytes, hashLength);
            while (reader.Next())
            {
                GitText.Decode(reader.Current.Name);
            }
        }
        catch (GitFormatException)
        {
            // refused
        }
    }
}
