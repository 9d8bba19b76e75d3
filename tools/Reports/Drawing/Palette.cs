namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>
/// Colours of Okabe &amp; Ito's palette, which colour-blind readers tell apart; each series has a dash pattern too, so that a print without colour keeps
/// them apart.
/// </summary>
internal static class Palette
{
    public const string Ink = "#1f2328";
    public const string Quiet = "#6a737d";
    public const string Axis = "#4b5258";
    public const string Grid = "#e7eaed";

    /// <summary>Truly positive: definite radiographic sacroiliitis. Darker than <see cref="Negative"/>.</summary>
    public const string Positive = "#b5460f";

    /// <summary>Truly negative.</summary>
    public const string Negative = "#7fb2d6";

    /// <summary>A cut-off.</summary>
    public const string Cutoff = "#1f2328";

    private static readonly string[] Series = ["#0072b2", "#d55e00", "#007a5a", "#aa4499", "#7a6200", "#3f3f3f"];
    private static readonly string?[] Dashes = [null, "7 3", "2 2.5", "9 3 2 3", "4 2", "1 3"];

    public static string Colour(int series) => Series[series % Series.Length];

    /// <summary>Null for an unbroken line.</summary>
    public static string? Dash(int series) => Dashes[series % Dashes.Length];
}
