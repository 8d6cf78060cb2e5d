using System.Globalization;
using System.Text;

namespace PatScan.AzureDevOps.Trail;

/// <summary>The small file beside the trail that knows its last line, so that lines cut from the end show.</summary>
internal sealed record TrailHead(long Sequence, string Hash)
{
    public static TrailHead? Read(byte[] bytes)
    {
        var parts = Encoding.ASCII.GetString(bytes).TrimEnd('\n').Split(' ');
        return parts is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new(sequence, hash)
            : null;
    }

    /// <summary>Replaces the file in one step: there is always a whole one.</summary>
    public void Write(string path)
    {
        var fresh = path + ".new";
        var options = PrivateFile.Options(FileMode.Create, FileAccess.Write);
        using (var stream = new FileStream(fresh, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Hash}\n")));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
