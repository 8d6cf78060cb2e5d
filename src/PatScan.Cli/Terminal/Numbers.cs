using System.Globalization;

namespace PatScan.Cli.Terminal;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    /// <summary>Bytes in powers of 1,000 with three digits at most: "8.1 GB".</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || value >= 99.95 ? Math.Round(value) : Math.Round(value, 1))} {Units[unit]}");
    }

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>A size as an option: bytes, or a number with KB, MB or GB (powers of 1,000) or KiB, MiB, GiB.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static long ParseSize(string text)
    {
        var digits = text.TrimEnd().TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var factor = text[digits..].Trim().ToUpperInvariant() switch
        {
            "" or "B" => 1L,
            "K" or "KB" => 1000L,
            "M" or "MB" => 1000_000L,
            "G" or "GB" => 1000_000_000L,
            "KIB" => 1L << 10,
            "MIB" => 1L << 20,
            "GIB" => 1L << 30,
            _ => 0L,
        };
        return factor > 0 && decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * factor < long.MaxValue
            ? (long)(number * factor)
            : throw Messages.BadSize(text);
    }
}
