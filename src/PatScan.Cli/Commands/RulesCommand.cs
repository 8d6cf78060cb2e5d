using PatScan.Cli.Terminal;
using PatScan.Rules;

namespace PatScan.Cli.Commands;

/// <summary><c>patscan rules</c>: list, show and check.</summary>
internal static class RulesCommand
{
    public static int Run(RulesArguments arguments) => arguments.Action switch
    {
        "list" => List(RuleSet.Load(arguments.Rules)),
        "show" => Show(RuleSet.Load(arguments.Rules), arguments.Operands.FirstOrDefault() ?? throw Messages.RulesShowNeedsId()),
        "check" => Check([.. arguments.Operands]),
        var other => throw Messages.UnknownRulesAction(other),
    };

    private static int List(RuleSet rules)
    {
        foreach (var rule in All(rules))
        {
            Console.WriteLine($"{rule.Id,-8}{rule.Name,-28}{Safe.Text(rule.Title)}{(rule.Enabled ? "" : $" (off; --enable {rule.Id})")}");
        }

        return ExitCode.Clean;
    }

    private static int Show(RuleSet rules, string id)
    {
        var rule = All(rules).FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw Messages.RuleNotFound(id, All(rules).Select(rule => rule.Id));
        Console.WriteLine($"{rule.Id}  {rule.Name}");
        Console.WriteLine(Safe.Text(rule.Title));
        Console.WriteLine();
        Console.WriteLine(rule.Description);
        Console.WriteLine();
        Line("from", rule.Place);
        Line("severity", rule.Severity.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        Line("signatures", string.Join(", ", rule.Signatures));
        Line("pattern", rule.Pattern ?? $"{rule.Run!.Length} of [{rule.Run.Alphabet}]");
        Line("checksum", rule.Check is null ? "none" : "holds → proven" + (rule.Unproven is { } level ? $"; fails → {level.Word()}" : "; fails → not reported"));
        Line("more", rule.HelpUri?.ToString() ?? "");
        Console.WriteLine();
        Console.WriteLine(rule.Help.Trim());
        return ExitCode.Clean;
    }

    private static int Check(List<string> paths)
    {
        var rules = paths.Count == 0 ? RuleSet.BuiltIn() : RuleSet.LoadOnly(paths);
        var failures = RuleCheck.Run(rules);
        foreach (var failure in failures)
        {
            Console.WriteLine($"{failure.Rule.Place}: {failure.Rule.Id}: {Safe.Text(failure.Problem)}");
        }

        Console.WriteLine($"{Numbers.Count(All(rules).Count(), "rule", "rules")}, {Numbers.Count(failures.Count, "problem", "problems")}");
        return failures.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
    }

    private static IEnumerable<Rule> All(RuleSet rules) => rules.Rules.Concat(rules.Off).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    private static void Line(string name, string value)
    {
        if (value.Length > 0)
        {
            Console.WriteLine($"{name,-12}{Safe.Text(value)}");
        }
    }
}
