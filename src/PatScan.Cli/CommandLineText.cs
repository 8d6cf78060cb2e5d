using CommandLine;
using CommandLine.Text;
using PatScan.Cli.Terminal;

namespace PatScan.Cli;

/// <summary>What CommandLineParser does not do by itself: one sentence for an error, help on standard output, lists that stop.</summary>
internal static class CommandLineText
{
    // Options that can be given several times. The parser would let each swallow every word after its value, paths included.
    private static readonly string[] Lists = ["-r", "--report", "--rules", "--enable", "--include", "--exclude", "--authorization-id"];

    /// <summary>Moves the list options behind everything else, where there are no paths left for them to swallow.</summary>
    public static IEnumerable<string> Prepare(string[] args)
    {
        var words = new List<string>();
        var lists = new List<string>();
        var i = 0;
        for (; i < args.Length && args[i] != "--"; i++)
        {
            var name = args[i].Split('=')[0];
            if (Lists.Contains(args[i]) && i + 1 < args.Length)
            {
                lists.Add($"{Long(name)}={args[++i]}");
            }
            else if (Lists.Contains(name) && name.Length < args[i].Length)
            {
                lists.Add($"{Long(name)}{args[i][name.Length..]}");
            }
            else
            {
                words.Add(args[i]);
            }
        }

        return [.. words, .. lists, .. args[i..]];
    }

    private static string Long(string name) => name == "-r" ? "--report" : name;

    /// <summary>Help when it was asked for; otherwise one sentence on standard error.</summary>
    public static int Explain<T>(ParserResult<T> parsed, IEnumerable<Error> errors)
    {
        var list = errors.ToList();
        if (list.Any(error => error.Tag is ErrorType.HelpRequestedError or ErrorType.HelpVerbRequestedError))
        {
            Console.WriteLine(Help(parsed));
            return ExitCode.Clean;
        }

        if (list.Any(error => error.Tag == ErrorType.NoVerbSelectedError))
        {
            Console.Error.WriteLine(Help(parsed));
            return ExitCode.UsageError;
        }

        Console.Error.WriteLine($"patscan: {Sentence(list[0])} Try \"patscan --help\".");
        return ExitCode.UsageError;
    }

    private static string Help<T>(ParserResult<T> parsed) => HelpText.AutoBuild(parsed, text =>
    {
        text.Heading = $"patscan {ProgramVersion.Number}: finds leaked Azure DevOps tokens, and proves them";
        text.Copyright = "";
        text.AdditionalNewLineAfterOption = false;
        text.AutoVersion = false;
        text.MaximumDisplayWidth = 110;
        text.AddPostOptionsLine("Exit codes: 0 clean, 1 findings, 2 usage error, 3 nothing found but not everything scanned,");
        text.AddPostOptionsLine("            4 verification or revocation not completed, 130 stopped.");
        return text;
    }).ToString();

    private static string Sentence(Error error) => error switch
    {
        UnknownOptionError unknown => $"There is no option \"{Safe.Text(Dashed(unknown.Token))}\".",
        BadVerbSelectedError verb => $"There is no command \"{Safe.Text(verb.Token)}\"; there are scan, verify, revoke, rules and audit.",
        MissingValueOptionError missing => $"The option \"{missing.NameInfo.NameText}\" needs a value.",
        BadFormatConversionError bad => $"The option \"{bad.NameInfo.NameText}\" cannot have that value.",
        RepeatedOptionError repeated => $"The option \"{repeated.NameInfo.NameText}\" can be given only once.",
        NamedError named => $"The option \"{named.NameInfo.NameText}\" is not used rightly ({error.Tag}).",
        _ => $"The arguments cannot be understood ({error.Tag}).",
    };

    private static string Dashed(string token) => (token.Length == 1 ? "-" : "--") + token;
}
