using System.Globalization;

namespace PatScan.AzureDevOps;

/// <summary>Every sentence of this assembly that a user may read when something is wrong, by name and with a stable code.</summary>
internal static partial class Messages
{
    public static UserError NotAnOrganization(string value) => new("not-an-organization",
        $"\"{Shown(value)}\" is not an organization. Give its name (letters, digits and hyphens) or its address, such as https://dev.azure.com/contoso.");

    public static UserError NotAServer(string value) => new("not-a-server",
        $"\"{Shown(value)}\" cannot be used as --server. Give the https address of a collection, such as https://tfs.contoso.com/DefaultCollection, without user name or query.");

    public static UserError NotAGateway(string variable, string value) => new("not-a-gateway",
        $"{variable} is \"{Shown(value)}\". It must be an https address, or http on this machine: credentials pass through it.");

    public static UserError NotAToken(int length) => new("not-a-token",
        $"What was given as a token ({length} characters) is none: tokens are letters and digits, at least 20.");

    public static UserError OnPremises(string server) => new("on-premises",
        $"{server} is an Azure DevOps Server: it has no API to list or revoke other people's tokens. Its owner revokes it under User settings, Personal access tokens; an administrator can disable the account.");

    /// <summary>A value as it may stand in a sentence: short, and without anything that moves a terminal's cursor.</summary>
    internal static string Shown(string value)
    {
        var clean = new string([.. value.Take(200).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c)]);
        return value.Length > 200 ? clean + "…" : clean;
    }
}
