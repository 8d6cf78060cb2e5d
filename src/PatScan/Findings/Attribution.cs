using System.Globalization;
using PatScan.Context;

namespace PatScan.Findings;

/// <summary>For where one place says that a secret is, and why.</summary>
/// <param name="Target">For where.</param>
/// <param name="Place">The place that says so.</param>
/// <param name="Evidence">The text that says so.</param>
public sealed record Attribution(Target Target, Place Place, Evidence Evidence)
{
    /// <summary>For people: where the evidence stands and what it is, such as <c>build.sh:12: https://…@dev.azure.com/contoso</c>.</summary>
    public override string ToString() => Evidence.LinesAway is { } lines
        ? string.Create(CultureInfo.InvariantCulture, $"{Place.Origin.Display}:{Place.Region.StartLine + lines}: {Evidence.Text}")
        : $"{Place.Origin.Display}: {Evidence.Text}";
}
