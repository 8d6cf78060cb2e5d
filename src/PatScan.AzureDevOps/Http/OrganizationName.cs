using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PatScan.AzureDevOps.Http;

/// <summary>
/// Finds the name of an organisation in text that may be hostile. The official forms are matched letter by letter, from
/// the first character; System.Uri is not asked, because it forgives (backslashes, control characters, escapes) what a
/// look-alike is made of.
/// </summary>
internal static partial class OrganizationName
{
    private const string Name = "(?<org>[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?)";

    // Official clone addresses carry the organisation as user name; a colon (a password) or anything else is refused.
    private const string User = "(?:[A-Za-z0-9-]{1,50}@)?";

    /// <summary>Reads a bare name or an official address.</summary>
    public static bool TryFind(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (text is not { Length: > 0 and <= 2048 })
        {
            return false;
        }

        foreach (var form in (ReadOnlySpan<Regex>)[Bare(), Cloud(), Legacy(), Ssh()])
        {
            if (form.Match(text) is { Success: true } match && !IsServiceName(form, match.Groups["org"].Value))
            {
                name = match.Groups["org"].Value;
                return true;
            }
        }

        return false;
    }

    // app.visualstudio.com and its like belong to Microsoft, not to an organisation.
    private static bool IsServiceName(Regex form, string name) =>
        ReferenceEquals(form, Legacy())
        && name.ToUpperInvariant() is "APP" or "WWW" or "MARKETPLACE" or "LOGIN" or "MY" or "VSSPS" or "VSRM" or "PKGS" or "FEEDS" or "VS-SSH";

    [GeneratedRegex($@"^{Name}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex($@"^(?i:https)://{User}(?i:(?:(?:vssps|vsrm|pkgs|feeds|auditservice|analytics|vsaex)\.)?dev\.azure\.com)/{Name}(?:[/?#][^\r\n]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Cloud();

    [GeneratedRegex($@"^(?i:https)://{User}{Name}(?i:(?:\.(?:vssps|vsrm|pkgs|feeds))?\.visualstudio\.com)(?:[/?#][^\r\n]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Legacy();

    [GeneratedRegex($@"^(?:git@ssh\.dev\.azure\.com:v3/|ssh://git@ssh\.dev\.azure\.com(?::22)?/v3/|[A-Za-z0-9-]{{1,50}}@vs-ssh\.visualstudio\.com:v3/){Name}/[^\r\n]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ssh();
}
