namespace PatScan.Sources;

/// <summary>What an entry of a folder is.</summary>
internal enum EntryKind
{
    File,
    Folder,
    Link,

    /// <summary>A pipe, socket or device. Opening one can wait for ever, or do something.</summary>
    Other,
}
