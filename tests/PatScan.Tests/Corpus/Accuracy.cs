using System.Globalization;
using System.Text;
using PatScan.Content;
using PatScan.Rules;
using PatScan.Scanning;

namespace PatScan.Tests.Corpus;

/// <summary>How right the scan is over a corpus, class by class.</summary>
internal sealed class Accuracy
{
    private readonly SortedDictionary<string, Row> rows = new(StringComparer.Ordinal);

    /// <summary>The classes in order, each with its counts.</summary>
    public IEnumerable<(string Class, Row Row)> Rows => rows.Select(pair => (pair.Key, pair.Value));

    public Row Total => rows.Values.Aggregate(new Row(), (sum, row) => sum.Plus(row));

    /// <summary>Scans every sample and compares what is proven with what should be, and the rest with the most it may be.</summary>
    public static Accuracy Measure(IEnumerable<Sample> samples, RuleSet rules)
    {
        var accuracy = new Accuracy();
        foreach (var chunk in samples.Chunk(512))
        {
            var worker = new Worker(rules, new ScanOptions(), new ScanProgress(), CancellationToken.None);
            for (var i = 0; i < chunk.Length; i++)
            {
                worker.Content(chunk[i].Bytes, new Origins(chunk), i);
            }

            var found = worker.Collected.Findings()
                .SelectMany(finding => finding.Places.Select(place => (Sample: int.Parse(place.Origin.ObjectId!, CultureInfo.InvariantCulture), place.Confidence, finding.Rule.Id, Secret: Encoding.Latin1.GetString(finding.Secret.Reveal()))))
                .ToLookup(found => found.Sample);
            for (var i = 0; i < chunk.Length; i++)
            {
                accuracy.Add(chunk[i], [.. found[i].Select(each => (each.Confidence, each.Id, each.Secret))]);
            }
        }

        return accuracy;
    }

    /// <summary>A line for each class, or only for the totals of positives and negatives.</summary>
    public IEnumerable<string> Table()
    {
        yield return $"{"class",-44}{"samples",9}{"secrets",9}{"found",8}{"missed",8}{"false",7}{"recall",9}{"precision",11}{"likely",8}{"possible",10}{"too sure",10}";
        foreach (var (name, row) in rows.Select(pair => (pair.Key, pair.Value)).Append(("all", Total)))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-44}{row.Samples,9}{row.Expected,9}{row.Found,8}{row.Missed,8}{row.False,7}{Rate(row.Found, row.Expected),9}{Rate(row.Found, row.Found + row.False),11}{row.Likely,8}{row.Possible,10}{row.TooSure,10}");
        }
    }

    private static string Rate(int part, int whole) => whole == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.000} %");

    private void Add(Sample sample, List<(Confidence Confidence, string Rule, string Secret)> found)
    {
        var row = rows.GetValueOrDefault(sample.Class) ?? new Row();
        rows[sample.Class] = row;
        var proven = found.Where(each => each.Confidence == Confidence.Proven).Select(each => (each.Rule, each.Secret)).Distinct().ToList();
        var hits = proven.Count(sample.Expected.Contains);
        row.Samples++;
        row.Expected += sample.Expected.Count;
        row.Found += hits;
        row.Missed += sample.Expected.Count - hits;
        row.False += proven.Count - hits;
        row.Likely += found.Count(each => each.Confidence == Confidence.Likely);
        row.Possible += found.Count(each => each.Confidence == Confidence.Possible);
        row.TooSure += found.Count(each => each.Confidence != Confidence.Proven && (sample.Most is null || each.Confidence > sample.Most));
    }

    /// <summary>The counts of one class.</summary>
    internal sealed record Row
    {
        public int Samples { get; set; }

        /// <summary>Secrets that must be proven.</summary>
        public int Expected { get; set; }

        /// <summary>Those that are.</summary>
        public int Found { get; set; }

        /// <summary>Those that are not.</summary>
        public int Missed { get; set; }

        /// <summary>What is proven and no secret of the sample.</summary>
        public int False { get; set; }

        public int Likely { get; set; }

        public int Possible { get; set; }

        /// <summary>Unproven ones of more confidence than the class allows.</summary>
        public int TooSure { get; set; }

        public Row Plus(Row other) => new()
        {
            Samples = Samples + other.Samples,
            Expected = Expected + other.Expected,
            Found = Found + other.Found,
            Missed = Missed + other.Missed,
            False = False + other.False,
            Likely = Likely + other.Likely,
            Possible = Possible + other.Possible,
            TooSure = TooSure + other.TooSure,
        };
    }

    private sealed class Origins(Sample[] samples) : IOriginProvider
    {
        public Origin Describe(long key) => new(OriginKind.File, samples[key].Path) { ObjectId = key.ToString(CultureInfo.InvariantCulture) };
    }
}
