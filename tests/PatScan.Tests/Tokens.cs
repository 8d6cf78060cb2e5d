using PatScan.Rules;

namespace PatScan.Tests;

/// <summary>Valid-looking tokens, made at run time: stored ones would trip push protection.</summary>
internal static class Tokens
{
    public static readonly RuleSet Rules = RuleSet.BuiltIn();

    /// <summary>A token whose checksum holds, of the rule with this id.</summary>
    public static byte[] Valid(string ruleId, ulong seed = 0) => Rules.Rules.First(rule => rule.Id == ruleId).MakeSecret(seed)!;

    /// <summary>The same with one character changed to another of the alphabet, so that its checksum fails.</summary>
    public static byte[] Damaged(string ruleId, ulong seed = 0)
    {
        var token = Valid(ruleId, seed);
        token[10] = (byte)(token[10] == 'b' ? 'c' : 'b');
        return token;
    }
}
