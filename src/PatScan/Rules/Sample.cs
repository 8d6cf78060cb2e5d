using System.Globalization;
using System.Text;

namespace PatScan.Rules;

/// <summary>
/// Makes a secret-shaped text from a template such as <c>[A-Za-z0-9]{52}JQQJ99[A-C][A-L]</c>: literal characters, classes
/// of ASCII characters and ranges, and counts. Rule files hold templates because a stored valid secret, even an invented
/// one, trips push protection wherever the file goes.
/// </summary>
internal static class Sample
{
    /// <summary>The text for <paramref name="seed"/>; the same seed always gives the same text.</summary>
    /// <exception cref="FormatException">The template is broken; the message says where.</exception>
    public static string Make(string template, ulong seed)
    {
        var text = new StringBuilder();
        var state = (seed + 1) * 0x9E3779B97F4A7C15;
        for (var i = 0; i < template.Length;)
        {
            var choices = Choices(template, ref i);
            for (var count = Count(template, ref i); count > 0; count--)
            {
                text.Append(choices[(int)(Next(ref state) % (ulong)choices.Length)]);
            }
        }

        return text.ToString();
    }

    /// <summary>The characters of a class such as <c>a-z2-7</c>, in order.</summary>
    /// <exception cref="FormatException">A range runs backwards.</exception>
    public static string Expand(string characters)
    {
        var expanded = new StringBuilder();
        for (var i = 0; i < characters.Length; i++)
        {
            if (i + 2 < characters.Length && characters[i + 1] == '-')
            {
                if (characters[i + 2] < characters[i])
                {
                    throw new FormatException($"the range {characters.Substring(i, 3)} runs backwards");
                }

                for (var c = characters[i]; c <= characters[i + 2]; c++)
                {
                    expanded.Append(c);
                }

                i += 2;
            }
            else
            {
                expanded.Append(characters[i]);
            }
        }

        return expanded.ToString();
    }

    private static string Choices(string template, ref int i)
    {
        if (template[i] != '[')
        {
            return template[i++].ToString();
        }

        var end = template.IndexOf(']', i);
        if (end <= i + 1)
        {
            throw new FormatException($"the class at character {i + 1} has no end or no characters");
        }

        var choices = Expand(template[(i + 1)..end]);
        i = end + 1;
        return choices;
    }

    private static int Count(string template, ref int i)
    {
        if (i >= template.Length || template[i] != '{')
        {
            return 1;
        }

        var end = template.IndexOf('}', i);
        if (end < 0 || !int.TryParse(template.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 10_000)
        {
            throw new FormatException($"the count at character {i + 1} is no number in braces");
        }

        i = end + 1;
        return count;
    }

    // Splitmix64: a few lines, and the same on every platform and release, which System.Random does not promise.
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
