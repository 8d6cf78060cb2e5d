namespace PatScan.Checks;

/// <summary>An offline proof that a candidate is a real secret of its kind. Pure: same bytes, same answer.</summary>
public interface ICheck
{
    /// <summary>The length of such a secret in bytes: what a rule that names the check must match.</summary>
    int Length { get; }

    /// <summary>Whether the checksum holds. The bytes already have the shape that the rule describes.</summary>
    bool Holds(ReadOnlySpan<byte> candidate);

    /// <summary>
    /// Whether a candidate whose checksum does not hold still looks like a damaged or invented one, rather than like
    /// something else of that shape.
    /// </summary>
    bool IsPlausible(ReadOnlySpan<byte> candidate);

    /// <summary>
    /// Writes into <paramref name="candidate"/> the checksum that makes it hold. For examples and tests, which must not
    /// contain valid secrets as literals.
    /// </summary>
    void Complete(Span<byte> candidate);

    /// <summary>The month in which the secret says that it was issued (UTC), such as <c>2025-06</c>, or null.</summary>
    string? Issued(ReadOnlySpan<byte> candidate) => null;
}
