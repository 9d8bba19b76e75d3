using System.Globalization;

namespace AxSpA.Cloud.Training.Search;

/// <summary>Times as people type them.</summary>
public static class Duration
{
    /// <summary>Reads <c>90s</c>, <c>30m</c>, <c>2h</c> or <c>1d</c>.</summary>
    /// <exception cref="ArgumentException">Not a positive number with such a unit, or more than 30 days.</exception>
    public static TimeSpan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 1 && double.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number * (text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => double.NaN });
            // A timer takes no more than some 49 days.
            if (seconds is > 0 and <= 30 * 86400)
                return TimeSpan.FromSeconds(seconds);
        }

        throw new ArgumentException($"expected a time such as 90s, 30m, 2h or 1d (at most 30d), found '{text}'", nameof(text));
    }
}
