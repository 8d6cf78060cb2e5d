namespace PatScan.Content;

/// <summary>
/// A reason for not scanning something. A closed list of named values rather than an enum, so that the words that users
/// and SARIF see stand beside the name.
/// </summary>
/// <param name="Code">Stable identifier, in SARIF <c>notification.descriptor.id</c> and JSON.</param>
/// <param name="One">For a person, one of them: "unreadable file".</param>
/// <param name="Many">For a person, several of them.</param>
/// <param name="IsGap">Whether content that should have been scanned was not.</param>
/// <param name="Advice">What the operator can do about it, or null.</param>
public sealed record SkipReason(string Code, string One, string Many, bool IsGap, string? Advice = null)
{
    public static readonly SkipReason Unreadable = new("unreadable", "unreadable file", "unreadable files", true);
    public static readonly SkipReason Vanished = new("vanished", "vanished file", "vanished files", true);
    public static readonly SkipReason Changed =
        new("changed", "file that changed while it was read", "files that changed while they were read", true, "Scan it again.");
    public static readonly SkipReason NameNotUtf8 =
        new("name-not-utf8", "name that is not UTF-8", "names that are not UTF-8", true, "Rename it, or scan its content through standard input.");
    public static readonly SkipReason TooLarge =
        new("too-large", "file over the size limit", "files over the size limit", true, "Raise --max-file-size, or leave it out with --exclude.");

    public static readonly SkipReason SymbolicLink = new("symbolic-link", "symbolic link not followed", "symbolic links not followed", false);
    public static readonly SkipReason NotRegular =
        new("not-regular-file", "pipe, socket or device", "pipes, sockets or devices", false);
    public static readonly SkipReason ObjectStore =
        new("git-object-store", "git object store", "git object stores", false, "Scan it with --history.");

    /// <inheritdoc/>
    public override string ToString() => Code;
}
