namespace PatScan.Sources;

/// <summary>Every error that naming something to scan can cause.</summary>
internal static class SourceMessages
{
    public static UserError PathNotFound(string path) =>
        new("path-not-found", $"There is no file or folder \"{path}\".");

    public static UserError GlobNotSupported(string glob, char character) =>
        new("glob-not-supported", $"The pattern \"{glob}\" contains '{character}', which has no meaning here: patterns know * (within a name), ** (any folders) and literal characters.");

    public static UserError IgnoreRulesUnreadable(string folder, string problem) =>
        new("gitignore-unreadable", $"Cannot read what git ignores in \"{folder}\": {problem.TrimEnd('.')}. Leave out --respect-gitignore to scan everything.");

    public static UserError GlobLeavesFolder(string glob) =>
        new("glob-leaves-folder", $"The pattern \"{glob}\" leads out of the folder that is scanned; patterns are relative to it, such as \"vendor/**\".");

    public static UserError EmptyGlob(string option) =>
        new("glob-empty", $"{option} needs a pattern, such as \"**/*.cs\".");
}
