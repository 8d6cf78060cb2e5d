using System.Reflection;
using System.Xml.Linq;

namespace PatScan.Cli.Tests;

/// <summary>
/// The walls of docs/architecture.md. Banned symbols make most breaches compile errors; this holds what they cannot see:
/// which assembly may know which, and that no project has dropped its list.
/// </summary>
public class WallTests
{
    private static readonly string Source = Path.Join(Checkout.Root, "src");

    public static TheoryData<string, string[]> Walls => new()
    {
        { "PatScan", ["System.Net.Http", "System.Net.Sockets", "System.Console", "Sarif", "Microsoft.Identity.Client", "PatScan.AzureDevOps", "CommandLine", "Spectre.Console"] },
        { "PatScan.AzureDevOps", ["System.Console", "Sarif", "CommandLine", "Spectre.Console"] },
        { "PatScan.Cli", ["System.Net.Http", "System.Net.Sockets", "Microsoft.Identity.Client", "LibGit2Sharp"] },
    };

    [Theory]
    [MemberData(nameof(Walls))]
    public void An_assembly_references_nothing_behind_its_wall(string project, string[] forbidden)
    {
        var name = project switch { "PatScan" => "PatScan.Engine", "PatScan.Cli" => "patscan", _ => project };
        var assembly = Assembly.LoadFrom(Path.Join(AppContext.BaseDirectory, name + ".dll"));
        Assert.Empty(assembly.GetReferencedAssemblies().Select(reference => reference.Name).Intersect(forbidden));
    }

    [Theory]
    [InlineData("PatScan", "System.Net.Http", "System.Net.Sockets", "System.Console", "System.Diagnostics.Process")]
    [InlineData("PatScan.AzureDevOps", "System.Console", "System.Net.Sockets")]
    [InlineData("PatScan.Cli", "System.Net.Http", "System.Net.Sockets", "Microsoft.Identity.Client", "System.Diagnostics.Process")]
    public void A_project_bans_what_is_behind_its_wall_and_a_breach_is_an_error(string project, params string[] banned)
    {
        var list = File.ReadAllLines(Path.Join(Source, project, "BannedSymbols.txt")).Select(line => line.Split(';')[0][2..]).ToHashSet();
        Assert.Empty(banned.Except(list));
        var text = File.ReadAllText(Path.Join(Source, project, project + ".csproj"));
        Assert.Contains("<AdditionalFiles Include=\"BannedSymbols.txt\" />", text, StringComparison.Ordinal);
        Assert.Contains("BannedApiAnalyzers", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", File.ReadAllText(Path.Join(Checkout.Root, ".editorconfig")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_has_one_version_and_a_reason()
    {
        var lines = File.ReadAllLines(Path.Join(Checkout.Root, "Directory.Packages.props")).Where(line => line.Contains("<PackageVersion", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.Contains("<!-- ", line, StringComparison.Ordinal));
        var versions = Directory.EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference")).Where(reference => reference.Attribute("Version") is not null);
        Assert.Empty(versions);
    }

    /// <summary>
    /// Inside the engine: sources know nothing of rules or detection, detection and checks nothing of sources.
    /// </summary>
    [Theory]
    [InlineData("Sources", "PatScan.Rules", "PatScan.Detection", "PatScan.Scanning", "PatScan.Findings")]
    [InlineData("Detection", "PatScan.Sources", "PatScan.Scanning", "PatScan.Findings")]
    [InlineData("Checks", "PatScan.Sources", "PatScan.Scanning", "PatScan.Findings", "PatScan.Rules", "PatScan.Detection", "PatScan.Content")]
    [InlineData("Content", "PatScan.Rules", "PatScan.Detection", "PatScan.Scanning", "PatScan.Findings", "PatScan.Sources")]
    public void A_folder_of_the_engine_knows_nothing_behind_its_wall(string folder, params string[] forbidden)
    {
        var uses = Directory.EnumerateFiles(Path.Join(Source, "PatScan", folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Where(line => forbidden.Any(name => line.StartsWith($"using {name}", StringComparison.Ordinal))).Select(line => $"{file}: {line}"));
        Assert.Empty(uses);
    }
}
