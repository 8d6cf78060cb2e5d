namespace PatScan.Checks;

/// <summary>What an offline check says of a candidate.</summary>
public enum CheckResult
{
    /// <summary>It cannot be this kind of secret.</summary>
    Impossible,

    /// <summary>It has the right structure, but its checksum does not hold: a sample, a damaged or an invented one.</summary>
    Fails,

    /// <summary>The checksum holds.</summary>
    Holds,
}
