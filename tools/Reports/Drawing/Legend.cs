namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>Names of series beside a piece of their line or their colour.</summary>
internal static class Legend
{
    public const double RowHeight = 16;
    private const double Swatch = 20;

    /// <summary>One below the other; the last row ends at <paramref name="bottom"/>.</summary>
    public static void Lines(Canvas canvas, double left, double bottom, IReadOnlyList<string> names)
    {
        for (var series = 0; series < names.Count; series++)
        {
            var y = bottom - ((names.Count - 1 - series) * RowHeight);
            canvas.Line(left, y - 3.5, left + Swatch, y - 3.5, Palette.Colour(series), 2, Palette.Dash(series));
            canvas.Text(left + Swatch + 6, y, names[series], size: 11.5);
        }
    }

    /// <summary>Side by side.</summary>
    public static void Row(Canvas canvas, double left, double y, params IReadOnlyList<(string Name, string Colour, string? Dash, bool Filled)> entries)
    {
        foreach (var (name, colour, dash, filled) in entries)
        {
            if (filled)
                canvas.Rectangle(left, y - 8, 9, 9, colour);
            else
                canvas.Line(left, y - 3.5, left + Swatch, y - 3.5, colour, 2, dash);
            var swatch = filled ? 9 : Swatch;
            canvas.Text(left + swatch + 5, y, name, size: 11.5);
            left += swatch + 21 + (name.Length * 6.1);
        }
    }
}
