namespace PatScan.Context;

/// <summary>What a secret is where it stands.</summary>
public enum PlaceKind
{
    /// <summary>The text does not say.</summary>
    Unknown,

    /// <summary>Part of a URL: user name, password, query.</summary>
    Url,

    /// <summary>Part of an HTTP header, such as <c>Authorization: Basic</c>.</summary>
    Header,

    /// <summary>The credential of a package feed: NuGet, npm, Maven, pip, Gradle, Cargo.</summary>
    Feed,

    /// <summary>An argument of a command, or what is piped into one.</summary>
    Command,

    /// <summary>The value of a name: a variable, a setting, an element.</summary>
    Assignment,

    /// <summary>A line that a program logged.</summary>
    Log,
}
