using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PatScan.Detection;
using PatScan.Rules;

namespace PatScan.Benchmarks;

/// <summary>The engine alone, on one core, over text in memory: bytes a second, and what it allocates (nothing).</summary>
[Config(typeof(Settings))]
public class EngineBenchmarks
{
    private readonly Scanner scanner = new(RuleSet.BuiltIn());
    private readonly List<Match> matches = [];
    private byte[] text = [];

    /// <summary>The kinds of text. The second of a pair is twice the first: a time that more than doubles is quadratic.</summary>
    public enum Kind
    {
        Source,
        SourceTwice,
        Base32,
        Base32Twice,
        Base62,
        Base62Twice,
        Signatures,
    }

    [ParamsAllValues]
    public Kind Text { get; set; }

    [GlobalSetup]
    public void Setup() => text = Make(Text);

    [Benchmark]
    public int Scan()
    {
        matches.Clear();
        scanner.Scan(text, matches);
        return matches.Count;
    }

    internal static byte[] Make(Kind kind) => kind switch
    {
        Kind.Source => Source(8 << 20),
        Kind.SourceTwice => Source(16 << 20),
        Kind.Base32 => Random("abcdefghijklmnopqrstuvwxyz234567", 4 << 20),
        Kind.Base32Twice => Random("abcdefghijklmnopqrstuvwxyz234567", 8 << 20),
        Kind.Base62 => Random("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 4 << 20),
        Kind.Base62Twice => Random("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 8 << 20),
        _ => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("JQQJ9", (4 << 20) / 5))),
    };

    /// <summary>Text with the look of a program: words, indentation, punctuation, numbers, comments.</summary>
    private static byte[] Source(int length)
    {
        string[] words = ["return", "static", "value", "if (", "buffer", "result", "->", "= ", "0x7f", "struct object_entry", "(int)", "NULL", ";\n\t", "\n\n/* ", " */\n", "{\n\t\t", "}\n", "for (i = 0; i < n; i++)", "strbuf_addf(&sb, \"%s/%d\", ", "sizeof", "the", "CONFIG_"];
        var random = new Random(1);
        var made = new StringBuilder();
        while (made.Length < length)
        {
            made.Append(words[random.Next(words.Length)]).Append(' ');
        }

        return Encoding.ASCII.GetBytes(made.ToString(0, length));
    }

    private static byte[] Random(string alphabet, int length)
    {
        var random = new Random(1);
        var made = new byte[length];
        for (var i = 0; i < length; i++)
        {
            made[i] = (byte)alphabet[random.Next(alphabet.Length)];
        }

        return made;
    }

    private sealed class Settings : ManualConfig
    {
        public Settings()
        {
            AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
            AddColumn(new Throughput());
        }
    }

    private sealed class Throughput : IColumn
    {
        public string Id => nameof(Throughput);

        public string ColumnName => "GB/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "10^9 bytes of text a second";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
        {
            var nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Median;
            return nanoseconds is null ? "?" : (Make((Kind)benchmarkCase.Parameters[nameof(Text)]).Length / nanoseconds.Value).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
