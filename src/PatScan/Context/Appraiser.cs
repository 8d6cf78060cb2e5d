using System.IO.Enumeration;
using PatScan.Content;
using PatScan.Rules;

namespace PatScan.Context;

/// <summary>
/// Says what a match is worth where it stands. A checksum needs no context, so what is proven stays proven, but for samples
/// that everybody can read in documentation. The rest is judged by the text around it. Runs for matches only, which are rare.
/// </summary>
/// <param name="allowComments">Whether <c>patscan:allow</c> comments count.</param>
/// <param name="repository">What the repository that content belongs to says of itself, for where the text says nothing.</param>
internal sealed class Appraiser(bool allowComments = true, Func<Origin, PlaceContext?>? repository = null)
{
    // How far the words that make an unproven match likely, or something else, can be from it.
    private const int Close = 512;

    /// <summary>The appraisal, or null when the match is not worth reporting.</summary>
    /// <param name="rule">The rule that found it.</param>
    /// <param name="found">What the scanner thinks of it.</param>
    /// <param name="secret">The bytes of the match.</param>
    /// <param name="layer">The text that it stands in.</param>
    /// <param name="origin">Where the content came from.</param>
    public Appraisal? Of(Rule rule, Confidence found, ReadOnlySpan<byte> secret, TextLayer layer, Origin origin)
    {
        var isProven = found == Confidence.Proven;
        if (!isProven && layer.Outwards().Any(each => rule.IsNever(CloseText(each.Surroundings))))
        {
            return null;
        }

        var context = layer.Outwards().Select(each => ContextReader.Read(each.Surroundings, origin.Path, rule.IsAzureDevOps)).Aggregate((inner, outer) => inner.Within(outer));
        if (!isProven)
        {
            var isLikely = found == Confidence.Likely || IsLikely(rule, layer, context);
            if (!isLikely && IsNeverIn(rule, origin))
            {
                return null;
            }

            found = isLikely ? Confidence.Likely : found;
        }

        var silence = (allowComments ? layer.Outwards().Select(each => each.Allowed).FirstOrDefault(allowed => allowed is not null) : null)
            ?? (isProven ? null : Placeholder.Find(layer.Surroundings, secret));
        found = rule.Samples.Count > 0 && rule.Samples.Contains(Findings.C3Id.Of(secret)) ? Confidence.Possible : found;
        return new Appraisal(found, Completed(rule, context, origin), silence);
    }

    private static bool IsLikely(Rule rule, TextLayer layer, PlaceContext context) =>
        context.IsTied && context.Target is not null && rule.LikelyAs.Contains(context.Kind) || layer.Outwards().Any(each => rule.IsNear(CloseText(each.Surroundings)));

    /// <summary>Whether the content is of a kind in which what is not likely is not reported.</summary>
    public static bool IsNeverIn(Rule rule, Origin origin)
    {
        var name = origin.Entries.Count > 0 ? origin.Entries[^1] : origin.Path;
        var file = name[(name.LastIndexOf('/') + 1)..];
        return rule.NeverIn.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, file));
    }

    private PlaceContext Completed(Rule rule, PlaceContext context, Origin origin) =>
        rule.IsAzureDevOps && context.IsSilent && !context.IsTied && repository?.Invoke(origin) is { } known ? context.Within(known) : context;

    private static ReadOnlySpan<char> CloseText(Surroundings surroundings) =>
        surroundings.Text.AsSpan(Math.Max(0, surroundings.At - Close)..Math.Min(surroundings.Text.Length, surroundings.At + 1 + Close));
}
