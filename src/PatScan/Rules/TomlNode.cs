using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace PatScan.Rules;

/// <summary>
/// A TOML value with the line it stands on. Tomlyn's object model forgets lines, and an error without one is no help in a
/// file of sixty rules; so this walks the syntax tree instead.
/// </summary>
/// <param name="Value">A string, long, double, bool, <c>List&lt;TomlNode&gt;</c> or <c>Dictionary&lt;string, TomlNode&gt;</c>.</param>
/// <param name="Line">From 1.</param>
internal sealed record TomlNode(object Value, int Line)
{
    /// <summary>The table's members, or null for another kind of value.</summary>
    public Dictionary<string, TomlNode>? Table => Value as Dictionary<string, TomlNode>;

    /// <summary>The array's elements, or null for another kind of value.</summary>
    public List<TomlNode>? Array => Value as List<TomlNode>;

    /// <summary>Parses a whole document into its root table.</summary>
    /// <exception cref="UserError">The text is not TOML.</exception>
    public static TomlNode Parse(string text, string file)
    {
        var document = SyntaxParser.Parse(text, file, validate: true);
        foreach (var problem in document.Diagnostics)
        {
            if (problem.Kind == DiagnosticMessageKind.Error)
            {
                throw RuleMessages.NotToml(file, problem.Span.Start.Line + 1, problem.Message);
            }
        }

        var root = NewTable(1);
        Fill(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            var line = table.Span.Start.Line + 1;
            try
            {
                Fill(Descend(root, Path(table.Name!), line, append: table is TableArraySyntax), table.Items);
            }
            catch (FormatException e)
            {
                throw RuleMessages.NotToml(file, line, e.Message);
            }
        }

        return root;
    }

    private static TomlNode NewTable(int line) => new(new Dictionary<string, TomlNode>(StringComparer.Ordinal), line);

    private static void Fill(TomlNode table, SyntaxList<KeyValueSyntax> items)
    {
        if (table.Table is null)
        {
            throw new FormatException("a value stands where a table is meant");
        }

        foreach (var item in items)
        {
            Put(table, item);
        }
    }

    private static void Put(TomlNode table, KeyValueSyntax item)
    {
        var path = Path(item.Key!);
        var owner = path.Count == 1 ? table : Descend(table, path[..^1], LineOf(item), append: false);
        owner.Table![path[^1]] = Convert(item.Value!);
    }

    /// <summary>The table at <paramref name="path"/>, made where missing; an array on the way stands for its last element.</summary>
    private static TomlNode Descend(TomlNode from, List<string> path, int line, bool append)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var table = from.Table ?? throw new FormatException($"{path[i]} is no table");
            var last = i == path.Count - 1;
            if (!table.TryGetValue(path[i], out var next))
            {
                next = last && append ? new TomlNode(new List<TomlNode>(), line) : NewTable(line);
                table.Add(path[i], next);
            }

            if (next.Array is { } array)
            {
                if (last && append)
                {
                    array.Add(NewTable(line));
                }

                next = array[^1];
            }

            from = next;
        }

        return from;
    }

    private static TomlNode Convert(ValueSyntax value) => value switch
    {
        StringValueSyntax text => new TomlNode(text.Value ?? "", LineOf(value)),
        IntegerValueSyntax number => new TomlNode(number.Value, LineOf(value)),
        FloatValueSyntax number => new TomlNode(number.Value, LineOf(value)),
        BooleanValueSyntax flag => new TomlNode(flag.Value, LineOf(value)),
        ArraySyntax array => new TomlNode(array.Items.Select(item => Convert(item.Value!)).ToList(), LineOf(value)),
        InlineTableSyntax table => Inline(table),
        _ => new TomlNode(value.ToString() ?? "", LineOf(value)),
    };

    private static TomlNode Inline(InlineTableSyntax syntax)
    {
        var table = NewTable(LineOf(syntax));
        foreach (var item in syntax.Items)
        {
            Put(table, item.KeyValue!);
        }

        return table;
    }

    private static List<string> Path(KeySyntax key) => [Name(key.Key!), .. key.DotKeys.Select(dotted => Name(dotted.Key!))];

    private static string Name(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => key.ToString() ?? "",
    };

    private static int LineOf(SyntaxNodeBase node) => node.Span.Start.Line + 1;
}
