using Microsoft.Identity.Client;
using PatScan.AzureDevOps.Trail;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>
/// Keeps MSAL's cache in a file, when the operator asks. Closed to other users by its mode, but not encrypted by the
/// operating system: whoever reads the file can sign in as the operator. The documentation says so.
/// </summary>
internal static class TokenCacheFile
{
    public static void Attach(ITokenCache cache, string path)
    {
        cache.SetBeforeAccess(args =>
        {
            if (File.Exists(path))
            {
                args.TokenCache.DeserializeMsalV3(File.ReadAllBytes(path));
            }
        });
        cache.SetAfterAccess(args =>
        {
            if (args.HasStateChanged)
            {
                Write(path, args.TokenCache.SerializeMsalV3());
            }
        });
    }

    private static void Write(string path, byte[] bytes)
    {
        var fresh = path + ".new";
        try
        {
            PrivateFile.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(fresh);
            using (var stream = new FileStream(fresh, PrivateFile.Options(FileMode.CreateNew, FileAccess.Write)))
            {
                stream.Write(bytes);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.TokenCacheNotWritable(path, e.Message);
        }
    }
}
