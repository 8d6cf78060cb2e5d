#pragma warning disable RS0030 // this is the gate that the ban on Process points to
using System.ComponentModel;
using System.Diagnostics;

namespace PatScan.AzureDevOps.SignIn;

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Starts other programs: the Azure CLI, and nothing else. Found on PATH only, never in the current folder.</summary>
internal sealed class Programs(string? path)
{
    /// <summary>The program's full path, or null.</summary>
    public string? Find(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".cmd", name + ".exe"] : [name];
        return (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .SelectMany(folder => names.Select(n => Path.Combine(folder, n))).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it to its end. Its arguments never hold a secret; its output may.</summary>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static async Task<ProgramResult> Run(string file, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
