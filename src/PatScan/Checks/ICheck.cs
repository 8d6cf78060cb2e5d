namespace PatScan.Checks;

/// <summary>An offline proof that a candidate is a real secret of its kind. Pure: same bytes, same answer.</summary>
public interface ICheck
{
    /// <summary>Checks bytes that already have the shape that the rule describes.</summary>
    CheckResult Check(ReadOnlySpan<byte> candidate);

    /// <summary>
    /// Writes into <paramref name="candidate"/> the checksum that makes it hold. For examples and tests, which must not
    /// contain valid secrets as literals.
    /// </summary>
    void Complete(Span<byte> candidate);
}
