using System.Text;

namespace PatScan.Tests.Corpus;

/// <summary>What stands directly before and after a token: each is somewhere where scanners that need word boundaries miss it.</summary>
internal static class Neighbours
{
    // No base62 characters on both sides at once: a window of a longer run may be a token by chance, but which one is then open.
    public static readonly (string Name, byte[] Before, byte[] After)[] All =
    [
        ("nothing", [], []),
        ("quotes", "\""u8.ToArray(), "\""u8.ToArray()),
        ("line feed escape", "\\n"u8.ToArray(), "\\n"u8.ToArray()),
        ("tab escape", "\\t"u8.ToArray(), "\\r\\n"u8.ToArray()),
        ("percent", "%3A"u8.ToArray(), "%40"u8.ToArray()),
        ("hex escape", "\\x3a"u8.ToArray(), "\\x40"u8.ToArray()),
        ("unicode escape", "\\u003a"u8.ToArray(), "\\u0040"u8.ToArray()),
        ("colour", "\u001b[1;32m"u8.ToArray(), "\u001b[0m"u8.ToArray()),
        ("underscores", "_"u8.ToArray(), "_"u8.ToArray()),
        ("hyphens", "-"u8.ToArray(), "-"u8.ToArray()),
        ("zeros", "\0"u8.ToArray(), "\0"u8.ToArray()),
        ("high bytes", [0xFF, 0xFE], [0xC3, 0x28]),
        ("other script", Encoding.UTF8.GetBytes("токен"), Encoding.UTF8.GetBytes("漢字")),
        ("emoji", Encoding.UTF8.GetBytes("🔑"), Encoding.UTF8.GetBytes("🔒")),
        ("upper-case word", "KEY"u8.ToArray(), "END"u8.ToArray()),
        ("digits", "0189"u8.ToArray(), "8910"u8.ToArray()),
        ("equals", "="u8.ToArray(), "="u8.ToArray()),
        ("carriage return", "\r\n"u8.ToArray(), "\r\n"u8.ToArray()),
    ];
}
