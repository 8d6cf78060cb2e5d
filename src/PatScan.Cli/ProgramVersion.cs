using System.Reflection;

namespace PatScan.Cli;

/// <summary>Which PatScan this is.</summary>
internal static class ProgramVersion
{
    private static readonly string Informational =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Such as <c>1.0.0</c>.</summary>
    public static string Number => Informational.Split('+')[0];

    /// <summary>Such as <c>1.0.0 (commit 4f2c1aa)</c>; without the commit where it was built outside a checkout.</summary>
    public static string Full => Informational.Split('+') is [var number, { Length: >= 7 } commit] ? $"{number} (commit {commit[..7]})" : Number;
}
