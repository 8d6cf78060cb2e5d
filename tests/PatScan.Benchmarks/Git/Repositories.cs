using PatScan.Sources.Git;

namespace PatScan.Benchmarks.Git;

/// <summary>Repositories as the measurements need them: bare or not, SHA-1, no alternates.</summary>
internal static class Repositories
{
    public static GitDirectory Locate(string path)
    {
        var git = Directory.Exists(Path.Join(path, ".git")) ? Path.Join(path, ".git") : path;
        return new GitDirectory { Path = git, CommonPath = git, ObjectDirectories = [Path.Join(git, "objects")], HashLength = ObjectId.Sha1Length };
    }
}
