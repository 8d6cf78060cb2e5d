namespace PatScan.Cli.Tests;

/// <summary>The folder of this repository, found upwards from the built tests.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "PatScan.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not in a checkout.");
        }

        return folder;
    }
}
