namespace PatScan.Rules;

/// <summary>How sure a finding is. Ordered: more is surer.</summary>
public enum Confidence
{
    /// <summary>It has the shape, and no more is known, or its checksum fails.</summary>
    Possible = 1,

    /// <summary>The right shape in a telling context.</summary>
    Likely = 2,

    /// <summary>Its checksum holds.</summary>
    Proven = 3,
}
