using System.Text;

namespace PatScan.Sources.Git;

/// <summary>
/// Reads a repository's own <c>config</c> as data: no includes, no conditions, nothing that runs or reaches outside. Only
/// what says how the repository is stored is ever asked of it.
/// </summary>
/// <remarks>Format: https://git-scm.com/docs/git-config#_syntax. Keys are <c>section.subsection.name</c>, section and name
/// in lower case, the subsection as written.</remarks>
internal sealed class GitConfig
{
    /// <summary>Real ones have kilobytes, with a thousand remotes hundreds of them.</summary>
    private const long LargestFile = 16 * 1024 * 1024;

    private readonly List<KeyValuePair<string, string?>> entries = [];

    private GitConfig()
    {
    }

    /// <summary>Every setting in file order. A null value is a name alone, which means true.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Entries => entries;

    /// <summary>The settings of a file; none if it is missing.</summary>
    /// <exception cref="GitFormatException">It is no config file.</exception>
    public static GitConfig Read(string path) => Parse(SmallFile.Read(path, LargestFile) ?? []);

    /// <exception cref="GitFormatException">It is no config file.</exception>
    public static GitConfig Parse(ReadOnlySpan<byte> bytes)
    {
        var config = new GitConfig();
        new Parser(config.entries, GitText.Decode(bytes.StartsWith("\xEF\xBB\xBF"u8) ? bytes[3..] : bytes)).Run();
        return config;
    }

    /// <summary>The last value of a key, as git decides it; null if unset or without a value.</summary>
    public string? Last(string key) => entries.FindLast(e => e.Key == key).Value;

    /// <summary>Whether the key is set to true, yes, on, a number other than 0, or stands alone.</summary>
    public bool IsTrue(string key)
    {
        var entry = entries.FindLast(e => e.Key == key);
        return entry.Key is not null && entry.Value?.ToLowerInvariant() switch
        {
            null or "true" or "yes" or "on" => true,
            "" or "false" or "no" or "off" => false,
            var other => other.Trim('0').Length > 0,
        };
    }

    private ref struct Parser(List<KeyValuePair<string, string?>> entries, string text)
    {
        private int at;
        private string section = "";

        private readonly char Current => at < text.Length ? text[at] : '\n';

        public void Run()
        {
            while (at < text.Length)
            {
                var c = text[at];
                if (char.IsWhiteSpace(c))
                {
                    at++;
                }
                else if (c is '#' or ';')
                {
                    SkipLine();
                }
                else if (c == '[')
                {
                    Section();
                }
                else
                {
                    Setting();
                }
            }
        }

        private void SkipLine()
        {
            while (at < text.Length && text[at] != '\n')
            {
                at++;
            }
        }

        private void Section()
        {
            var start = ++at;
            while (IsName(Current) || Current == '.')
            {
                at++;
            }

            section = text[start..at].ToLowerInvariant();
            while (Current is ' ' or '\t')
            {
                at++;
            }

            if (Current == '"')
            {
                section += "." + Subsection();
            }

            Expect(']');
        }

        private string Subsection()
        {
            var name = new StringBuilder();
            for (at++; Current != '"'; at++)
            {
                at += Current == '\\' ? 1 : 0;
                name.Append(Current == '\n' ? throw Malformed() : Current);
            }

            at++;
            return name.ToString();
        }

        private void Setting()
        {
            var start = at;
            while (IsName(Current))
            {
                at++;
            }

            var name = at > start && section.Length > 0 ? text[start..at].ToLowerInvariant() : throw Malformed();
            while (Current is ' ' or '\t' or '\r')
            {
                at++;
            }

            string? value = null;
            if (Current == '=')
            {
                at++;
                value = Value();
            }
            else if (Current is not ('\n' or '#' or ';'))
            {
                throw Malformed();
            }

            entries.Add(new(section + "." + name, value));
        }

        private string Value()
        {
            var value = new StringBuilder();
            var kept = 0; // up to here nothing is trailing white space
            for (var quoted = false; ; at++)
            {
                var c = Current;
                if (c == '\n')
                {
                    return quoted ? throw Malformed() : value.ToString(0, kept);
                }

                if (!quoted && c is ' ' or '\t' or '\r')
                {
                    if (value.Length > 0)
                    {
                        value.Append(c);
                    }

                    continue;
                }

                if (!quoted && c is '#' or ';')
                {
                    SkipLine();
                    return value.ToString(0, kept);
                }

                if (c == '"')
                {
                    quoted = !quoted;
                    kept = value.Length;
                    continue;
                }

                if (c == '\\')
                {
                    at++;
                    if (Current == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                    {
                        at++;
                    }

                    if (Current == '\n' && at < text.Length)
                    {
                        continue;
                    }

                    c = Current switch { 'n' => '\n', 't' => '\t', 'b' => '\b', '\\' or '"' => Current, _ => throw Malformed() };
                }

                value.Append(c);
                kept = value.Length;
            }
        }

        private void Expect(char c)
        {
            if (Current != c)
            {
                throw Malformed();
            }

            at++;
        }

        private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

        private readonly GitFormatException Malformed() => new($"line {text.AsSpan(0, Math.Min(at, text.Length)).Count('\n') + 1} is malformed");
    }
}
