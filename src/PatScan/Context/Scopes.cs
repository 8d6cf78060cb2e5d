namespace PatScan.Context;

/// <summary>
/// The blocks of text that a secret stands in, smallest first: its line, the braces around it, the indented blocks and list
/// items, the section of an INI file, the paragraph, everything. What shares a smaller block with a secret has more to do
/// with it, whatever the language; so nothing here parses one.
/// </summary>
internal sealed class Scopes
{
    private readonly Surroundings surroundings;
    private readonly List<(int Start, int End)> scopes = [];
    private readonly List<(int Start, int End)> lines = [];

    public Scopes(Surroundings surroundings)
    {
        this.surroundings = surroundings;
        var text = surroundings.Text;
        for (var start = 0; start <= text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', Surroundings.WrittenBreak) is var length and >= 0 ? start + length : text.Length;
            lines.Add((start, end));
            start = end + 1;
        }

        var own = lines.FindIndex(line => surroundings.At <= line.End);
        scopes.Add(surroundings.Line);
        AddBraces(text);
        AddIndented(own);
        AddBlock(own, IsHeader, withFirst: true);
        AddBlock(own, line => Content(line).IsEmpty, withFirst: false);
        scopes.Add((0, text.Length));
        scopes.Sort((a, b) => (a.End - a.Start).CompareTo(b.End - b.Start));
    }

    /// <summary>How many blocks around the secret do not hold [<paramref name="start"/>, <paramref name="end"/>): 0 is nearest.</summary>
    public int Distance(int start, int end) => scopes.FindIndex(scope => scope.Start <= start && end <= scope.End) is var at and >= 0 ? at : scopes.Count;

    /// <summary>Whether the smallest braces around the secret, or its line, hold all of that too.</summary>
    public bool IsSameEntry(int start, int end)
    {
        var (from, to) = Innermost ?? surroundings.Line;
        return from <= start && end <= to || surroundings.Line.Start <= start && end <= surroundings.Line.End;
    }

    private (int Start, int End)? Innermost { get; set; }

    private void AddBraces(string text)
    {
        var open = Unmatched(text, surroundings.At, -1, '{', '}').GetEnumerator();
        var close = Unmatched(text, surroundings.At, 1, '}', '{').GetEnumerator();
        using (open)
        using (close)
        {
            while (open.MoveNext() && close.MoveNext())
            {
                scopes.Add((open.Current, close.Current + 1));
                Innermost ??= scopes[^1];
            }
        }
    }

    private static IEnumerable<int> Unmatched(string text, int from, int step, char wanted, char other)
    {
        var depth = 0;
        for (var i = from; i >= 0 && i < text.Length; i += step)
        {
            depth += text[i] == other ? 1 : text[i] == wanted ? -1 : 0;
            if (depth < 0)
            {
                depth = 0;
                yield return i;
            }
        }
    }

    /// <summary>Each line above that is indented less than all between heads a block, as in YAML and Python.</summary>
    private void AddIndented(int own)
    {
        var indent = Indent(lines[own]) + (IsItem(lines[own]) ? 1 : 0);
        for (var i = own; i >= 0 && indent > 0; i--)
        {
            if (Content(lines[i]).IsEmpty || Indent(lines[i]) >= indent)
            {
                continue;
            }

            indent = Indent(lines[i]);
            var last = own;
            for (var j = own + 1; j < lines.Count && (Content(lines[j]).IsEmpty || Indent(lines[j]) > indent); j++)
            {
                last = j;
            }

            scopes.Add((lines[i].Start, lines[last].End));
        }
    }

    private void AddBlock(int own, Predicate<(int Start, int End)> border, bool withFirst)
    {
        var first = own;
        while (first > 0 && !border(lines[first]))
        {
            first--;
        }

        var last = own;
        while (last < lines.Count - 1 && !border(lines[last + 1]))
        {
            last++;
        }

        if (!withFirst || border(lines[first]))
        {
            scopes.Add((lines[first].Start, lines[last].End));
        }
    }

    private bool IsHeader((int Start, int End) line) => Content(line) is ['[', not ('{' or '[' or '"'), .., ']'];

    private bool IsItem((int Start, int End) line) => Content(line) is ['-', ' ', ..];

    private int Indent((int Start, int End) line) => surroundings.Text.AsSpan(line.Start, line.End - line.Start).IndexOfAnyExcept(' ', '\t') is var at and >= 0 ? at : 0;

    private ReadOnlySpan<char> Content((int Start, int End) line) => surroundings.Text.AsSpan(line.Start, line.End - line.Start).Trim();
}
