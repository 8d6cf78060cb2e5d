namespace PatScan.Sources.Git;

/// <summary>Keeps a pipe that stands in the place of an object or pack from being opened, which would wait for ever.</summary>
internal static class RegularFile
{
    /// <exception cref="IOException">There is a pipe, socket or device at the path.</exception>
    public static void Require(string path)
    {
        if (FileSource.IsDevice(path))
        {
            throw new IOException("It is a pipe, socket or device");
        }
    }
}
