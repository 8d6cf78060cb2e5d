using System.Diagnostics;
using System.Text;

namespace PatScan.Cli.Tests;

/// <summary>
/// Runs the program under test: the one that PATSCAN_PROGRAM names (a native executable, say), or the one built beside the
/// tests.
/// </summary>
internal sealed record Patscan(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string ProgramPath { get; } = Environment.GetEnvironmentVariable("PATSCAN_PROGRAM")
        ?? Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "patscan.exe" : "patscan");

    public static Patscan Run(string folder, params string[] arguments) => Run(folder, null, [], arguments);

    public static Patscan Run(string folder, byte[]? input, (string Name, string? Value)[] environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"patscan {string.Join(' ', arguments)} did not end.");
        }

        return new Patscan(process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string folder, (string Name, string? Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramPath)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
